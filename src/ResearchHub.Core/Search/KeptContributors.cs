using System.Globalization;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Search;

/// <summary>
/// Lets filters by contributors that were merged into others find what the others made. The id that was given stays beside the one that it leads to:
/// the index may not have read of the merge yet.
/// </summary>
public sealed class KeptContributors(ReadDatabase database)
{
    /// <summary>The filter, with the kept record beside each that was merged.</summary>
    public async Task<SearchFilter?> WithAsync(SearchFilter? filter, CancellationToken cancellationToken) =>
        filter is null ? null : (await WithAsync([filter], cancellationToken))[0];

    /// <summary>As for one filter, with one statement for all; with none where no filter is by contributors.</summary>
    public async Task<IReadOnlyList<SearchFilter>> WithAsync(IReadOnlyList<SearchFilter> filters, CancellationToken cancellationToken)
    {
        var named = filters.SelectMany(Contributors).Distinct().ToArray();
        if (named.Length == 0)
        {
            return filters;
        }
        var kept = (
            await database.ListAsync(
                "select id, merged_into_id from researchers where id = any($1) and merged_into_id is not null",
                [named],
                reader => (Alias: reader.GetInt64(0), Kept: reader.GetInt64(1)),
                cancellationToken
            )
        ).ToDictionary(one => Key(one.Alias), one => Key(one.Kept), StringComparer.Ordinal);
        return kept.Count == 0 ? filters : [.. filters.Select(filter => With(filter, kept))];
    }

    private static IEnumerable<long> Contributors(SearchFilter filter) =>
        filter
            .Facets.Where(facet => facet.Field == FacetField.Contributor)
            .SelectMany(facet => facet.Keys)
            .Select(key => long.Parse(key, CultureInfo.InvariantCulture))
            .Concat(filter.And.Concat(filter.Or).SelectMany(Contributors))
            .Concat(filter.Not is { } not ? Contributors(not) : []);

    private static SearchFilter With(SearchFilter filter, Dictionary<string, string> kept) =>
        filter with
        {
            Facets = [.. filter.Facets.Select(facet => facet.Field == FacetField.Contributor ? With(facet, kept) : facet)],
            And = [.. filter.And.Select(part => With(part, kept))],
            Or = [.. filter.Or.Select(part => With(part, kept))],
            Not = filter.Not is { } not ? With(not, kept) : null,
        };

    private static FacetSelection With(FacetSelection facet, Dictionary<string, string> kept) =>
        facet with
        {
            Keys =
            [
                .. facet
                    .Keys.Concat(facet.Keys.Select(key => kept.GetValueOrDefault(key)).OfType<string>())
                    .Distinct(StringComparer.Ordinal),
            ],
        };

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
