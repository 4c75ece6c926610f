using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Search;

/// <summary>A public record as the text index sees it. Everything in it comes from PostgreSQL; the index can be rebuilt from these.</summary>
public sealed record SearchDocument
{
    /// <summary>Key, unique over all kinds (one sequence feeds every node).</summary>
    public required long Id { get; init; }
    public required RecordKind Kind { get; init; }
    public required string Slug { get; init; }

    /// <summary>Titles by language, the original first; for people and organisations all their names, short ones included.</summary>
    public required IReadOnlyList<LocalizedText> Titles { get; init; }
    public IReadOnlyList<LocalizedText> Abstracts { get; init; } = [];

    /// <summary>Contributors in order, people and organisations.</summary>
    public IReadOnlyList<SearchName> Contributors { get; init; } = [];
    public IReadOnlyList<SearchName> Funders { get; init; } = [];
    public IReadOnlyList<SearchConcept> Concepts { get; init; } = [];
    public IReadOnlyList<SearchPlace> Places { get; init; } = [];

    /// <summary>Identifiers in canonical spelling with their type: <c>doi:10.1000/1</c>, <c>orcid:0000-…</c>, <c>ror:…</c>, <c>handle:…</c>, and those of <see cref="IndexedIdentifier"/>.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>UPPER_CASE type within the kind (StudyType, LearningFormat, DataAccessMode, Sector); null where there is none.</summary>
    public string? Type { get; init; }

    /// <summary>UPPER_CASE <see cref="StudyDesign"/>.</summary>
    public string? Design { get; init; }

    /// <summary>BCP 47 tags of the work's languages, or of those that a person knows.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    public int? Year { get; init; }

    /// <summary>Day of publication; the first day of the year where only a year is known; null when unknown. Sort key of newest-first.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>UPPER_CASE <see cref="AccessRight"/>.</summary>
    public string? Access { get; init; }

    /// <summary>SPDX id.</summary>
    public string? License { get; init; }

    /// <summary>Where the record came from (<c>iom-evaluation</c>, <c>nber</c>, …, <c>researchhub</c> for records made here).</summary>
    public string? Source { get; init; }

    /// <summary>Whether it was retracted: found, and told of to nobody as new.</summary>
    public bool IsRetracted { get; init; }

    /// <summary>Number of records here that cite it.</summary>
    public int Citations { get; init; }

    /// <summary>Further searchable text at low weight: variable names and labels of a dataset, affiliations of a person.</summary>
    public string? Text { get; init; }
}

/// <summary>A person or an organisation in a document.</summary>
/// <param name="Id">Node key; the facet key is its decimal form. Null for somebody who has no record.</param>
/// <param name="Name">As displayed.</param>
public sealed record SearchName(long? Id, string Name);

/// <summary>A concept in a document, with what its thesaurus says.</summary>
/// <param name="Path">Notations from the top concept of the scheme down to this one (its own last): facets count every ancestor.</param>
/// <param name="Labels">Preferred labels by language.</param>
/// <param name="Synonyms">Alternative labels by language.</param>
public sealed record SearchConcept(
    ConceptScheme Scheme,
    IReadOnlyList<string> Path,
    IReadOnlyList<LocalizedText> Labels,
    IReadOnlyList<LocalizedText> Synonyms
)
{
    public static SearchConcept Of(ConceptRow concept) => new(concept.Scheme, concept.Path, concept.Labels, concept.AltLabels);
}

/// <summary>A place in a document.</summary>
/// <param name="Path">Codes from the world (M49 <c>001</c>) down to the place (<c>150</c>, <c>039</c>, <c>RS</c>).</param>
/// <param name="Labels">Labels of the place itself, by language.</param>
public sealed record SearchPlace(IReadOnlyList<string> Path, IReadOnlyList<LocalizedText> Labels)
{
    public static SearchPlace Of(PlaceRow place) => new(place.Path, place.Labels);
}
