using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Vocabularies;

/// <summary>A concept of a scheme (SKOS).</summary>
public sealed class Concept
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public ConceptScheme Scheme { get; init; }

    /// <summary>Code within the scheme; unique there.</summary>
    public required string Notation { get; init; }

    /// <summary>Preferred labels, one a language (skos:prefLabel).</summary>
    public required IReadOnlyList<LocalizedText> Labels { get; init; }

    /// <summary>Synonyms (skos:altLabel).</summary>
    public IReadOnlyList<LocalizedText> AltLabels { get; init; } = [];
    public IReadOnlyList<LocalizedText> Definitions { get; init; } = [];

    /// <summary>The broader concept; null at the top.</summary>
    public long? BroaderId { get; init; }

    /// <summary>Notations from the top concept down to this one, its own last.</summary>
    public required string[] Path { get; init; }

    /// <summary>Related concepts (skos:related).</summary>
    public long[] RelatedIds { get; init; } = [];

    /// <summary>URIs of the same concept elsewhere (skos:exactMatch).</summary>
    public string[] ExactMatches { get; init; } = [];

    /// <summary>Place in the scheme's own order.</summary>
    public int Position { get; init; }
}

/// <summary>A concept of one scheme that stands for a concept of another (IOM theme to GCM objective).</summary>
public sealed class ConceptMapping
{
    public long FromId { get; init; }
    public long ToId { get; init; }

    /// <summary>Where the mapping is written down.</summary>
    public required string Source { get; init; }
}
