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

    private static CitationName Author(ContributionRow row) =>
        row.Researcher is { FamilyName: { } family } person ? new CitationName(family, person.GivenName ?? "")
        : row.Researcher is { } unsplit ? new CitationName(unsplit.Name)
        : CitationName.Organization(row.Organization!.Name);

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
            var source = new CitationSource
            {
                Title = output.Titles.Best(language)!.Text,
                Authors = output.IsBlind ? [] : [.. (await contributed).Where(row => row.ContributorType is null).Select(Author)],
                Kind = output.Kind,
                Type = output.StudyType,
                Year = output.PublishedYear,
                Month = output.PublishedOn?.Month,
                Day = output.PublishedOn?.Day,
                Container = output.ContainerTitle,
                Volume = output.Volume,
                Issue = output.Issue,
                Pages = output.Pages,
                Publisher = output.Publisher,
                Doi = Doi.TryParse(output.Doi, out var doi) ? doi : null,
                Url = output.IsBlind ? null : (await addresses).Select(link => link.Url).FirstOrDefault(),
                Language = output.Languages.FirstOrDefault(),
            };
            return CitationFormatter.Format(source, style, language ?? "en");
        }
    }
}
