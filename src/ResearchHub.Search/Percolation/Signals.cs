using System.Runtime.InteropServices;

namespace ResearchHub.Search.Percolation;

/// <summary>
/// Numbers of sets of terms that stored queries ask for, such as the stems of one word in all languages and fields. A record gives a signal when
/// it has any term of the set, so that a word costs one look, and a query stands in one list, however many forms the word has.
/// </summary>
internal sealed class Signals
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // By the number of a term: the sets that it is in.
    private int[][] _ofTerm = [];

    public int Count => _numbers.Count;

    /// <summary>Number of a set, new if need be.</summary>
    public int Of(int[] terms)
    {
        var set = terms.Distinct().Order().ToArray();
        var key = MemoryMarshal.Cast<int, char>(set).ToString();
        if (_numbers.TryGetValue(key, out var number))
        {
            return number;
        }
        _numbers[key] = number = _numbers.Count;
        if (set.Length > 0 && _ofTerm.Length <= set[^1])
        {
            Array.Resize(ref _ofTerm, (set[^1] + 1) * 2);
        }
        foreach (var term in set)
        {
            _ofTerm[term] = [.. _ofTerm[term] ?? [], number];
        }
        return number;
    }

    /// <summary>The sets that a term is in.</summary>
    public int[] From(int term) => term < _ofTerm.Length ? _ofTerm[term] ?? [] : [];
}
