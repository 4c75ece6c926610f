using Lucene.Net.Util;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Facets;

/// <summary>
/// Counts facets over sets of documents. A facet in which values are selected is counted over what the other selections leave
/// (drill-sideways), so that the siblings of a selected value keep their counts.
/// </summary>
internal static class FacetCounter
{
    private const int MostBuckets = 100;

    public static IReadOnlyList<FacetResult> Count(
        SearchRequest request,
        IndexSnapshot snapshot,
        RequestFilters filters,
        FixedBitSet?[] sets
    )
    {
        var narrowed = new Dictionary<string, FixedBitSet?[]>(StringComparer.Ordinal);
        var results = new List<FacetResult>(request.Facets.Count);
        foreach (var facet in request.Facets)
        {
            var others = filters
                .Selections.Where(selection => selection.Field != facet.Field)
                .Select(selection => selection.Filter)
                .ToList();
            var key = string.Join('\u001e', others.Select(filter => filter.Key));
            if (!narrowed.TryGetValue(key, out var documents))
            {
                narrowed[key] = documents = Narrow(sets, others, snapshot);
            }
            results.Add(Count(facet, snapshot, documents, filters));
        }
        return results;
    }

    private static FixedBitSet?[] Narrow(FixedBitSet?[] sets, List<DocumentFilter> filters, IndexSnapshot snapshot)
    {
        if (filters.Count == 0)
        {
            return sets;
        }
        var narrowed = new FixedBitSet?[sets.Length];
        for (var i = 0; i < sets.Length; i++)
        {
            if (sets[i] is { } set)
            {
                narrowed[i] = set.Clone();
                foreach (var filter in filters)
                {
                    narrowed[i]!.And(filter.In(snapshot.Segments[i]));
                }
            }
        }
        return narrowed;
    }

    private static FacetResult Count(FacetRequest facet, IndexSnapshot snapshot, FixedBitSet?[] sets, RequestFilters filters)
    {
        foreach (var segment in snapshot.Segments)
        {
            _ = segment.Facet(facet.Field);
        }
        var entries = snapshot.Dictionaries[facet.Field].Snapshot();
        var (counts, missing) = Count(facet.Field, entries.Length, snapshot, sets);
        var selected = filters.Selected(facet.Field, entries, counts);
        var first = Math.Clamp(facet.First, 1, MostBuckets);
        var buckets = new FacetBuckets(entries, counts, selected, first).Of(facet.Field);
        var shown = buckets.Sum(bucket => (long)bucket.Count);
        var total = entries.Select((entry, number) => entry.Parent < 0 ? (long)counts[number] : 0).Sum();
        return new FacetResult(facet.Field, buckets, (int)(total - shown), missing);
    }

    /// <summary>How many documents have each value, and how many have none.</summary>
    private static (int[] Counts, int Missing) Count(FacetField field, int values, IndexSnapshot snapshot, FixedBitSet?[] sets)
    {
        var parts = snapshot.Searcher.InParts(segments =>
        {
            var (counts, missing) = (new int[values], 0);
            foreach (var segment in segments)
            {
                if (sets[segment.Context.Ord] is { } set)
                {
                    missing += segment.Facet(field).Count(set, counts);
                }
            }
            return (Counts: counts, Missing: missing);
        });
        foreach (var (counts, _) in parts.Skip(1))
        {
            for (var number = 0; number < values; number++)
            {
                parts[0].Counts[number] += counts[number];
            }
        }
        return (parts[0].Counts, parts.Sum(part => part.Missing));
    }
}
