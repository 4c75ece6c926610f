using System.Globalization;
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
            var selected = request.Where?.Facets.Where(each => each.Field == facet.Field).SelectMany(each => each.Keys) ?? [];
            results.Add(Count(facet, snapshot, documents, selected.ToHashSet(StringComparer.Ordinal)));
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

    private static FacetResult Count(FacetRequest facet, IndexSnapshot snapshot, FixedBitSet?[] sets, HashSet<string> selected)
    {
        foreach (var segment in snapshot.Segments)
        {
            _ = segment.Facet(facet.Field);
        }
        var entries = snapshot.Dictionaries[facet.Field].Snapshot();
        var (counts, missing) = Count(facet.Field, entries.Length, snapshot, sets);
        var first = Math.Clamp(facet.First, 1, MostBuckets);
        var buckets = FacetValues.IsTree(facet.Field)
            ? Tree(entries, counts, selected, first)
            : Flat(entries, counts, selected, first, byKey: facet.Field == FacetField.Year);
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

    private static List<FacetValue> Flat(FacetEntry[] entries, int[] counts, HashSet<string> selected, int first, bool byKey)
    {
        var numbers = Enumerable.Range(0, entries.Length).Where(number => counts[number] > 0 || selected.Contains(entries[number].Key));
        return Best(numbers, entries, counts, selected, first, byKey)
            .ConvertAll(number => new FacetValue(entries[number].Key, counts[number], selected.Contains(entries[number].Key), []));
    }

    private static List<FacetValue> Tree(FacetEntry[] entries, int[] counts, HashSet<string> selected, int first)
    {
        var children = Enumerable
            .Range(0, entries.Length)
            .Where(number => counts[number] > 0 || selected.Contains(entries[number].Key))
            .ToLookup(number => entries[number].Parent);
        return Level(-1);

        List<FacetValue> Level(int parent) =>
            Best(children[parent], entries, counts, selected, first, byKey: false)
                .ConvertAll(number => new FacetValue(
                    entries[number].Key,
                    counts[number],
                    selected.Contains(entries[number].Key),
                    Level(number)
                ));
    }

    /// <summary>The most frequent numbers, then by key; selected ones always, in their place. By key: the latest years, ascending.</summary>
    private static List<int> Best(
        IEnumerable<int> numbers,
        FacetEntry[] entries,
        int[] counts,
        HashSet<string> selected,
        int first,
        bool byKey
    )
    {
        if (byKey)
        {
            var years = numbers.OrderBy(number =>
                int.TryParse(entries[number].Key, NumberStyles.Integer, CultureInfo.InvariantCulture, out var year) ? year : 0
            );
            return [.. years.TakeLast(first)];
        }
        var comparer = Comparer<int>.Create(
            (left, right) =>
                counts[left] != counts[right]
                    ? counts[right].CompareTo(counts[left])
                    : string.CompareOrdinal(entries[left].Key, entries[right].Key)
        );
        var all = numbers.ToArray();
        if (all.Length > 4 * first)
        {
            all = Select(all, counts, first, entries, selected);
        }
        Array.Sort(all, comparer);
        return [.. all.Where((number, rank) => rank < first || selected.Contains(entries[number].Key))];
    }

    /// <summary>Drops, before sorting, what is too rare to be among the first.</summary>
    private static int[] Select(int[] numbers, int[] counts, int first, FacetEntry[] entries, HashSet<string> selected)
    {
        var heap = new PriorityQueue<int, int>(first + 1);
        foreach (var number in numbers)
        {
            if (heap.Count < first)
            {
                heap.Enqueue(counts[number], counts[number]);
            }
            else if (counts[number] > heap.Peek())
            {
                heap.EnqueueDequeue(counts[number], counts[number]);
            }
        }
        var least = heap.Peek();
        return [.. numbers.Where(number => counts[number] >= least || (selected.Count > 0 && selected.Contains(entries[number].Key)))];
    }
}
