using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// What an author says of an output. On creation, what is left out is empty. Fields of one kind are given for outputs of that kind only.
/// </summary>
public sealed record OutputContent
{
    public Given<IReadOnlyList<LocalizedText>> Titles { get; init; }
    public Given<IReadOnlyList<LocalizedText>> Abstracts { get; init; }
    public Given<IReadOnlyList<string>> Languages { get; init; }
    public Given<string> Doi { get; init; }

    /// <summary>Identifiers besides the DOI.</summary>
    public Given<IReadOnlyList<IdentifierContent>> Identifiers { get; init; }
    public Given<DateOnly?> PublishedOn { get; init; }
    public Given<int?> PublishedYear { get; init; }
    public Given<string> ContainerTitle { get; init; }
    public Given<string> Volume { get; init; }
    public Given<string> Issue { get; init; }
    public Given<string> Pages { get; init; }
    public Given<string> Publisher { get; init; }

    /// <summary>SPDX id.</summary>
    public Given<string> License { get; init; }
    public Given<AccessRight?> Access { get; init; }
    public Given<string> Attribution { get; init; }
    public Given<IReadOnlyList<ContributionContent>> Contributors { get; init; }

    /// <summary>Keys of concepts.</summary>
    public Given<IReadOnlyList<long>> Concepts { get; init; }

    /// <summary>Codes of places.</summary>
    public Given<IReadOnlyList<string>> Places { get; init; }
    public Given<IReadOnlyList<LinkContent>> Links { get; init; }
    public Given<IReadOnlyList<RelationContent>> Relations { get; init; }
    public Given<IReadOnlyList<FundingContent>> Funding { get; init; }

    /// <summary>Studies only.</summary>
    public Given<StudyType?> StudyType { get; init; }

    /// <summary>Studies only.</summary>
    public Given<StudyDesign?> Design { get; init; }

    /// <summary>Datasets only.</summary>
    public Given<DataAccessMode?> AccessMode { get; init; }

    /// <summary>Datasets only: the days that the data speak of.</summary>
    public Given<CoverageContent> TemporalCoverage { get; init; }

    /// <summary>Datasets only: what the columns of files mean.</summary>
    public Given<IReadOnlyList<VariableContent>> Variables { get; init; }

    /// <summary>Learning resources only.</summary>
    public Given<LearningFormat?> Format { get; init; }

    /// <summary>Learning resources only.</summary>
    public Given<IReadOnlyList<GovernmentLevel>> Audience { get; init; }

    /// <summary>Learning resources only.</summary>
    public Given<int?> DurationMinutes { get; init; }
}

/// <summary>A contributor: the key of a researcher or of an organisation, exactly one, or neither for who stands there by name alone already.</summary>
/// <param name="Type">Null for an author.</param>
/// <param name="AffiliationId">Key of the organisation that a person wrote from.</param>
public sealed record ContributionContent(
    long? ResearcherId,
    long? OrganizationId,
    string? NameAsPrinted,
    IReadOnlyList<CreditRole> CreditRoles,
    ContributorType? Type = null,
    long? AffiliationId = null,
    string? AffiliationAsPrinted = null
);

/// <summary>An address of the work.</summary>
public sealed record LinkContent(string Url, LinkKind Kind, string? Label, string? MediaType = null, string? Language = null);

/// <summary>An identifier, as its author spells it.</summary>
public sealed record IdentifierContent(IdentifierType Type, string Value)
{
    /// <summary>In its canonical spelling; a DOI is one as an address and as a handle too. Null when the value does not fit its scheme.</summary>
    internal Identifier? Known() =>
        Identifier.TryNormalize(Type, Value) is not { } value ? null
        : Type is IdentifierType.Url or IdentifierType.Handle && Doi.TryParse(value, out var doi) ? new(IdentifierType.Doi, doi.Value)
        : new(Type, value);
}

/// <summary>A relation to an output here, or to a work that is known by an identifier: exactly one.</summary>
/// <param name="Type">Read from this output to the other.</param>
public sealed record RelationContent(RelationType Type, long? TargetId, IdentifierContent? Identifier, string? Title);

/// <summary>Who paid: by name, or by the key of an organisation, whose name it then has unless said.</summary>
public sealed record FundingContent(long? OrganizationId, string? FunderName, string? AwardNumber, string? AwardTitle, string? AwardUri);

/// <summary>What the column of a file means; the data say the rest.</summary>
public sealed record VariableContent(long FileId, string Name, Given<string> Label, Given<string> Unit);

/// <summary>A span of days; an open end is null.</summary>
public sealed record CoverageContent(DateOnly? From, DateOnly? To);
