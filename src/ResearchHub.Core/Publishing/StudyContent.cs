using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>What an author says of a study. On creation, what is left out is empty.</summary>
public sealed record StudyContent
{
    public Given<IReadOnlyList<LocalizedText>> Titles { get; init; }
    public Given<IReadOnlyList<LocalizedText>> Abstracts { get; init; }
    public Given<StudyType?> Type { get; init; }
    public Given<StudyDesign?> Design { get; init; }
    public Given<IReadOnlyList<string>> Languages { get; init; }
    public Given<string> Doi { get; init; }
    public Given<DateOnly?> PublishedOn { get; init; }
    public Given<int?> PublishedYear { get; init; }
    public Given<string> ContainerTitle { get; init; }
    public Given<string> Publisher { get; init; }

    /// <summary>SPDX id.</summary>
    public Given<string> License { get; init; }
    public Given<AccessRight?> Access { get; init; }
    public Given<IReadOnlyList<ContributionContent>> Contributors { get; init; }

    /// <summary>Keys of concepts.</summary>
    public Given<IReadOnlyList<long>> Concepts { get; init; }

    /// <summary>Codes of places.</summary>
    public Given<IReadOnlyList<string>> Places { get; init; }
    public Given<IReadOnlyList<LinkContent>> Links { get; init; }
}

/// <summary>A contributor: the key of a researcher or of an organisation, exactly one.</summary>
public sealed record ContributionContent(
    long? ResearcherId,
    long? OrganizationId,
    string? NameAsPrinted,
    IReadOnlyList<CreditRole> CreditRoles
);

/// <summary>An address of the work.</summary>
public sealed record LinkContent(string Url, LinkKind Kind, string? Label);
