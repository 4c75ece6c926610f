using System.Globalization;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Facets;

/// <summary>Chooses the buckets to show of one facet: the most frequent, and always what is selected with all that is above it.</summary>
/// <param name="selected">Numbers of the selected values.</param>
/// <param name="first">Buckets of one level.</param>
internal sealed class FacetBuckets(FacetEntry[] entries, int[] counts, HashSet<int> selected, int first)
{
    private readonly HashSet<int> kept = WithAncestors(entries, selected);

    public List<FacetValue> Of(FacetField field)
    {
        var shown = Enumerable.Range(0, entries.Length).Where(number => counts[number] > 0 || kept.Contains(number));
        if (!FacetValues.IsTree(field))
        {
            return (field == FacetField.Year ? Years(shown) : Best(shown)).ConvertAll(number => Bucket(number, []));
        }
        var children = shown.ToLookup(number => entries[number].Parent);
        return Level(-1);

        List<FacetValue> Level(int parent) => Best(children[parent]).ConvertAll(number => Bucket(number, Level(number)));
    }

    private FacetValue Bucket(int number, List<FacetValue> children) =>
        new(entries[number].Key, counts[number], selected.Contains(number), children);

    /// <summary>The latest years, selected ones before others, in their order.</summary>
    private List<int> Years(IEnumerable<int> numbers) =>
        [.. numbers.OrderByDescending(selected.Contains).ThenByDescending(Year).Take(first).OrderBy(Year)];

    private int Year(int number) =>
        int.TryParse(entries[number].Key, NumberStyles.Integer, CultureInfo.InvariantCulture, out var year) ? year : 0;

    /// <summary>The most frequent numbers, then by key; kept ones in their place.</summary>
    private List<int> Best(IEnumerable<int> numbers)
    {
        var comparer = Comparer<int>.Create(
            (left, right) =>
                counts[left] != counts[right]
                    ? counts[right].CompareTo(counts[left])
                    : string.CompareOrdinal(entries[left].Key, entries[right].Key)
        );
        var all = numbers.ToArray();
        if (all.Length > 4 * first)
        {
            all = Frequent(all);
        }
        Array.Sort(all, comparer);
        return [.. all.Where((number, rank) => rank < first || kept.Contains(number))];
    }

    /// <summary>Drops, before sorting, what is too rare to be among the first.</summary>
    private int[] Frequent(int[] numbers)
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
        return [.. numbers.Where(number => counts[number] >= least || kept.Contains(number))];
    }

    private static HashSet<int> WithAncestors(FacetEntry[] entries, HashSet<int> selected)
    {
        var all = new HashSet<int>();
        foreach (var number in selected)
        {
            for (var each = number; each >= 0 && all.Add(each); each = entries[each].Parent) { }
        }
        return all;
    }
}
