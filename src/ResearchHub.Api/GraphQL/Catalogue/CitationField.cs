using GraphQL;
using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>The field <c>citation</c>.</summary>
internal static class CitationField
{
    public static object Resolve(IResolveFieldContext<OutputRow> context) =>
        new Citation(
            context.Source,
            context.Loader<ContributionsLoader>().LoadAsync(context.Source.Id),
            context.Loader<LinksLoader>().LoadAsync(context.Source.Id),
            context.GetArgument<CitationStyle>("style"),
            context.Language()
        );

    private sealed class Citation(
        OutputRow output,
        IDataLoaderResult<IReadOnlyList<ContributionRow>> contributions,
        IDataLoaderResult<IReadOnlyList<LinkRow>> links,
        CitationStyle style,
        string? language
    ) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
        {
            // Both are asked for before either is awaited, so that each is fetched for the whole level at once.
            var contributed = contributions.GetResultAsync(cancellationToken);
            var addresses = links.GetResultAsync(cancellationToken);
            var source = CitationSources.Of(output, await contributed, await addresses, language);
            return CitationFormatter.Format(source, style, language ?? "en");
        }
    }
}
