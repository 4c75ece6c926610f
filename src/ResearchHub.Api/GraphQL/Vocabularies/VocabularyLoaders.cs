using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Vocabularies;

internal sealed class ConceptLoader(VocabularyQueries queries) : OneLoader<long, ConceptRow>(queries.ConceptsByIdAsync);

internal sealed class ConceptByNotationLoader(VocabularyQueries queries)
    : OneLoader<(ConceptScheme Scheme, string Notation), ConceptRow>(queries.ConceptsByNotationAsync);

internal sealed class NarrowerLoader(VocabularyQueries queries) : ManyLoader<ConceptRow>(queries.NarrowerAsync);

internal sealed class MappedConceptsLoader(VocabularyQueries queries) : ManyLoader<ConceptRow>(queries.MappedAsync);

internal sealed class OutputConceptsLoader(VocabularyQueries queries) : ManyLoader<ConceptRow>(queries.OfOutputsAsync);

internal sealed class ExpertiseLoader(VocabularyQueries queries) : ManyLoader<ConceptRow>(queries.OfResearchersAsync);

internal sealed class OutputPlacesLoader(VocabularyQueries queries) : ManyLoader<PlaceRow>(queries.PlacesOfOutputsAsync);

internal sealed class PlaceLoader(VocabularyQueries queries) : OneLoader<long, PlaceRow>(queries.PlacesByIdAsync);

internal sealed class PlaceByCodeLoader(VocabularyQueries queries) : OneLoader<string, PlaceRow>(queries.PlacesByCodeAsync);
