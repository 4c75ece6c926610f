using System.Globalization;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Facets;

namespace ResearchHub.Search.Querying;

/// <summary>The filters of a request: what narrows everything, and what a facet selects, which must not narrow that facet's own counts.</summary>
internal sealed record RequestFilters(DocumentFilter? Base, IReadOnlyList<FacetFilter> Selections)
{
    /// <summary>Conditions that must hold together are taken apart however deep they are nested: each is a facet's selection or is not.</summary>
    public static RequestFilters Of(SearchRequest request)
    {
        var (parts, selections) = (new List<DocumentFilter>(), new List<FacetFilter>());
        if (request.Kinds.Count > 0)
        {
            parts.Add(DocumentFilter.Facet(new FacetSelection(FacetField.Kind, [.. request.Kinds.Distinct().Select(ConstantCase.Of)])));
        }
        if (request.Ids.Count > 0)
        {
            parts.Add(DocumentFilter.Records(request.Ids));
        }
        if (request.Where is { } where)
        {
            Read(where, parts, selections);
        }
        return new RequestFilters(DocumentFilter.All(parts), selections);
    }

    /// <summary>Numbers of the values of a facet that the search is narrowed to; of a range of years those that have records.</summary>
    public HashSet<int> Selected(FacetField field, FacetEntry[] entries, int[] counts)
    {
        var own = Selections.Where(selection => selection.Field == field).ToList();
        var keys = own.SelectMany(selection => selection.Keys).ToHashSet(StringComparer.Ordinal);
        var isRange = own.Count > 0 && own.TrueForAll(selection => selection.Years is not null);
        return keys.Count == 0 && !isRange
            ? []
            : [.. Enumerable.Range(0, entries.Length).Where(number => keys.Contains(entries[number].Key) || (isRange && IsIn(number)))];

        bool IsIn(int number) =>
            counts[number] > 0
            && int.TryParse(entries[number].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && own.TrueForAll(selection => year >= selection.Years!.Value.From && year <= selection.Years.Value.To);
    }

    private static void Read(SearchFilter filter, List<DocumentFilter> parts, List<FacetFilter> selections)
    {
        selections.AddRange(
            filter
                .Facets.Where(facet => facet.Keys.Count > 0)
                .Select(facet => new FacetFilter(facet.Field, DocumentFilter.Facet(facet), facet.Keys, null))
        );
        if (filter.YearFrom is not null || filter.YearTo is not null)
        {
            var (from, to) = (filter.YearFrom ?? 0, filter.YearTo ?? int.MaxValue);
            var years = DocumentFilter.Between("year", segment => segment.Years, from, to);
            selections.Add(new FacetFilter(FacetField.Year, years, [], (from, to)));
        }
        if (filter.PublishedFrom is not null || filter.PublishedTo is not null)
        {
            var from = filter.PublishedFrom?.DayNumber ?? 0;
            parts.Add(DocumentFilter.Between("date", segment => segment.Dates, from, filter.PublishedTo?.DayNumber ?? int.MaxValue));
        }
        foreach (var part in filter.And)
        {
            Read(part, parts, selections);
        }
        var or = filter.Or.Select(Whole).ToList();
        if (or.Count > 0 && or.TrueForAll(part => part is not null))
        {
            parts.Add(DocumentFilter.Any([.. or.OfType<DocumentFilter>()]));
        }
        if (filter.Not is { } not)
        {
            parts.Add(Whole(not) is { } excluded ? DocumentFilter.Not(excluded) : DocumentFilter.Nothing);
        }
    }

    private static DocumentFilter? Whole(SearchFilter filter)
    {
        var (parts, selections) = (new List<DocumentFilter>(), new List<FacetFilter>());
        Read(filter, parts, selections);
        return DocumentFilter.All([.. parts, .. selections.Select(selection => selection.Filter)]);
    }
}

/// <summary>What a request selects of one facet.</summary>
/// <param name="Keys">The values; none where a range is selected.</param>
/// <param name="Years">The range, both ends in it.</param>
internal sealed record FacetFilter(FacetField Field, DocumentFilter Filter, IReadOnlyList<string> Keys, (int From, int To)? Years);
