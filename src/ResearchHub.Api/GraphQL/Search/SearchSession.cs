using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Search;

/// <summary>One search of a request: asked once, whichever of its fields are selected.</summary>
internal sealed class SearchSession(ISearchIndex index, SearchRequest request, CancellationToken cancellationToken)
{
    private Task<SearchResults>? _results;

    /// <summary>Whether the page starts behind another hit.</summary>
    public bool IsContinued => request.After is not null;

    /// <summary>The answer.</summary>
    public Task<SearchResults> ResultsAsync() => _results ??= index.SearchAsync(request, cancellationToken);

    /// <summary>Counts of facets over the whole result, which are of those that the request asks for.</summary>
    public async Task<IEnumerable<FacetResult>> FacetsAsync(IEnumerable<FacetRequest> facets)
    {
        var results = await ResultsAsync();
        return facets.Select(facet => request.Facets.Zip(results.Facets).First(one => one.First == facet).Second);
    }

    /// <summary>The record of a hit, loaded with the others.</summary>
    public static IDataLoaderResult Load(IResolveFieldContext context, RecordKind kind, long id) =>
        kind switch
        {
            RecordKind.Researcher => context.Loader<ResearcherLoader>().LoadAsync(id),
            RecordKind.Organization => context.Loader<OrganizationLoader>().LoadAsync(id),
            _ => context.Output(id),
        };

    /// <summary>Whether a selection holds one of these fields, at any depth.</summary>
    public static bool Selects(IResolveFieldContext context, params ReadOnlySpan<string> names) =>
        Selects(context.Document, context.FieldAst.SelectionSet, names);

    private static bool Selects(GraphQLDocument document, GraphQLSelectionSet? set, ReadOnlySpan<string> names)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            var found = selection switch
            {
                GraphQLField field => names.Contains(field.Name.StringValue) || Selects(document, field.SelectionSet, names),
                GraphQLInlineFragment inline => Selects(document, inline.SelectionSet, names),
                GraphQLFragmentSpread spread => document
                    .Definitions.OfType<GraphQLFragmentDefinition>()
                    .FirstOrDefault(fragment => fragment.FragmentName.Name == spread.FragmentName.Name)
                    is { } definition
                    && Selects(document, definition.SelectionSet, names),
                _ => false,
            };
            if (found)
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>A hit with its record.</summary>
internal sealed record SearchEdge(SearchResult Hit, object Node);

/// <summary>Loads the records of hits; hits whose record is gone meanwhile are left out.</summary>
internal sealed class LoadedEdges(IReadOnlyList<(SearchResult Hit, IDataLoaderResult Node)> hits, bool nodes) : IDataLoaderResult
{
    /// <inheritdoc />
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var edges = new List<object>(hits.Count);
        foreach (var (hit, node) in hits)
        {
            if (await node.GetResultAsync(cancellationToken) is { } record && record is not OutputRow { State: PublicationState.Withdrawn })
            {
                edges.Add(nodes ? record : new SearchEdge(hit, record));
            }
        }
        return edges;
    }
}
