using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.People;

/// <summary>An organisation: publisher, funder, employer, author.</summary>
public sealed class Organization
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public string? Acronym { get; init; }

    /// <summary>The name by language; empty where it is known in one only.</summary>
    public IReadOnlyList<LocalizedText> Names { get; init; } = [];

    /// <summary>Other names that it is known by, without the acronym.</summary>
    public IReadOnlyList<LocalizedText> AlternativeNames { get; init; } = [];

    /// <summary>Normalised name; the natural key of loading twice; unique.</summary>
    public required string NameKey { get; init; }
    public Sector Sector { get; init; }

    /// <summary>Canonical ROR id; unique.</summary>
    public string? Ror { get; init; }
    public long? PlaceId { get; init; }
    public string? Url { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
