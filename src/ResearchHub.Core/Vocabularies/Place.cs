using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Vocabularies;

/// <summary>A place with an internationally agreed code.</summary>
public sealed class Place
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }

    /// <summary>
    /// M49 number for the world and regions (<c>150</c>), ISO 3166-1 alpha-2 (<c>RS</c>), ISO 3166-2 (<c>RS-00</c>), or
    /// <c>RS-M-…</c> for municipalities. Unique.
    /// </summary>
    public required string Code { get; init; }
    public PlaceKind Kind { get; init; }
    public required IReadOnlyList<LocalizedText> Labels { get; init; }
    public long? ParentId { get; init; }

    /// <summary>Codes from the world down to this place, its own last.</summary>
    public required string[] Path { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string? Alpha3 { get; init; }

    /// <summary>UN M49 number, three digits.</summary>
    public string? M49 { get; init; }
}
