using ResearchHub.Core.Search;

namespace ResearchHub.Search.Facets;

/// <summary>
/// Numbers for the values of one facet, given once and never changed, so that the columns of every segment speak of the same
/// numbers and nothing has to be merged when segments come and go. Thread-safe.
/// </summary>
internal sealed class FacetDictionary(FacetField field)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<FacetEntry> entries = [];

    public FacetField Field { get; } = field;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>The number of a path; its ancestors are numbered before it.</summary>
    public int NumberOf(string path)
    {
        lock (gate)
        {
            return Add(path);
        }
    }

    /// <summary>The entries numbered so far, by number.</summary>
    public FacetEntry[] Snapshot()
    {
        lock (gate)
        {
            return [.. entries];
        }
    }

    private int Add(string path)
    {
        if (numbers.TryGetValue(path, out var number))
        {
            return number;
        }
        var cut = path.LastIndexOf(FacetValues.PathSeparator);
        var parent = cut < 0 ? -1 : Add(path[..cut]);
        number = entries.Count;
        entries.Add(new FacetEntry(path[(cut + 1)..], parent));
        numbers[path] = number;
        return number;
    }
}

/// <summary>A value of a facet.</summary>
/// <param name="Parent">Number of the value above it; -1 at the top.</param>
internal sealed record FacetEntry(string Key, int Parent);
