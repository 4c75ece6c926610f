namespace ResearchHub.Search.Percolation;

/// <summary>Numbers of the terms that stored queries know, by field. What no query knows has none.</summary>
internal sealed class TermNumbers
{
    private readonly Dictionary<string, Dictionary<string, int>> _fields = new(StringComparer.Ordinal);
    private int _count;

    public int Count => _count;

    /// <summary>Number of a term, new if need be.</summary>
    public int Of(string field, string term)
    {
        if (!_fields.TryGetValue(field, out var terms))
        {
            _fields[field] = terms = new Dictionary<string, int>(StringComparer.Ordinal);
        }
        if (!terms.TryGetValue(term, out var number))
        {
            terms[term] = number = _count++;
        }
        return number;
    }

    /// <summary>The known terms of a field; null when there are none.</summary>
    public Dictionary<string, int>? In(string field) => _fields.GetValueOrDefault(field);
}
