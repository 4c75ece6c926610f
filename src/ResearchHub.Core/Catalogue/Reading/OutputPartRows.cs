using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Common;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>A contribution with its contributor: a person or an organisation, exactly one.</summary>
public sealed record ContributionRow(
    long OutputId,
    int Position,
    string NameAsPrinted,
    string[] CreditRoles,
    string? ContributorType,
    string? AffiliationAsPrinted,
    long? AffiliationId,
    ResearcherRow? Researcher,
    OrganizationRow? Organization
);

/// <summary>An identifier in canonical spelling.</summary>
public sealed record IdentifierRow(long OutputId, IdentifierType Type, string Value);

/// <summary>An address of a work.</summary>
public sealed record LinkRow(long OutputId, string Url, LinkKind Kind, string? Label, string? MediaType, string? Language);

/// <summary>Who paid.</summary>
public sealed record FundingRow(
    long OutputId,
    string FunderName,
    string? AwardNumber,
    string? AwardTitle,
    string? AwardUri,
    OrganizationRow? Funder
);

/// <summary>A relation seen from one of its ends.</summary>
/// <param name="Type">As seen from here.</param>
/// <param name="OtherId">Key of the other end where it is in the catalogue.</param>
public sealed record RelationRow(
    long Id,
    RelationType Type,
    long? OtherId,
    IdentifierType? TargetIdentifierType,
    string? TargetIdentifier,
    string? TargetTitle
);

/// <summary>A licence.</summary>
public sealed record LicenseRow(string Id, string Name, string? Url);

/// <summary>A file of an output.</summary>
/// <param name="Access">Who can read the output.</param>
/// <param name="AccessMode">How its data can be reached; null for an output that is no dataset.</param>
/// <param name="State">State of the output.</param>
/// <param name="OwnerId">Account that made the output.</param>
public sealed record DataFileRow(
    long Id,
    long OutputId,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    long? Rows,
    string StorageKey,
    AccessRight Access,
    DataAccessMode? AccessMode,
    PublicationState State,
    long? OwnerId,
    DateTimeOffset UpdatedAt
)
{
    /// <summary>The file under a name that tells nothing of who made it.</summary>
    public DataFileRow Blinded() =>
        this with
        {
            Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"file-{Id}{MediaTypeSniffer.KnownExtension(Name)}"),
            OwnerId = null,
        };
}

/// <summary>A column of a file.</summary>
public sealed record VariableRow(
    long Id,
    long DataFileId,
    string Name,
    string? Label,
    VariableType Type,
    string? Unit,
    string? Minimum,
    string? Maximum,
    long MissingCount,
    IReadOnlyList<CategoryRow> Categories
);

/// <summary>A value of a column and how often it stands there.</summary>
public sealed record CategoryRow(string Value, long Count);
