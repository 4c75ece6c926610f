using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.People;

/// <summary>A person who makes research.</summary>
public sealed class Researcher
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public required string Slug { get; init; }

    /// <summary>As displayed: given names, then family name.</summary>
    public required string Name { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }

    /// <summary>Sort key: family name, then given names.</summary>
    public required string SortName { get; init; }

    /// <summary>Key that spellings of one person's name share; the natural key of loading twice.</summary>
    public required string NameKey { get; init; }

    /// <summary>Canonical ORCID iD; unique.</summary>
    public string? Orcid { get; init; }
    public Sector Sector { get; init; }
    public string? Url { get; init; }

    /// <summary>BCP 47 tags of languages the person works in.</summary>
    public string[] Languages { get; init; } = [];

    /// <summary>UPPER_CASE <see cref="Openness"/>.</summary>
    public string[] OpenTo { get; init; } = [];

    /// <summary>Fields that are not public, as JSON: <c>{"SECTOR": "MEMBERS"}</c>; see <see cref="ProfileVisibility"/>.</summary>
    public string Restricted { get; init; } = "{}";

    /// <summary>The record that this one is an alias of.</summary>
    public long? MergedIntoId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A person's place in an organisation over a time.</summary>
public sealed class Affiliation
{
    public long Id { get; init; }
    public long ResearcherId { get; init; }
    public long OrganizationId { get; init; }
    public string? Role { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
}

/// <summary>A concept a researcher knows about.</summary>
public sealed class Expertise
{
    public long ResearcherId { get; init; }
    public long ConceptId { get; init; }
}
