using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>Numbers the terms of a buffer from 0, in the order in which they come.</summary>
internal sealed class TermNumbers
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<IndexTerm> terms = [];
    private object round = new();

    public int Count => terms.Count;
    public IndexTerm this[int number] => terms[number];

    public int Of(IndexTerm term)
    {
        if (ReferenceEquals(term.NumberedBy, round))
        {
            return term.Number;
        }
        if (!numbers.TryGetValue(term.Text, out var number))
        {
            number = numbers[term.Text] = terms.Count;
            terms.Add(term);
        }
        term.NumberedBy = round;
        term.Number = number;
        return number;
    }

    /// <summary>Begins anew with 0.</summary>
    public void Clear()
    {
        numbers.Clear();
        terms.Clear();
        round = new object();
    }

    /// <summary>Numbers in the order of Lucene's terms: by their bytes.</summary>
    public void Sort(Span<int> some) => ByteOrder.Sort(some, number => terms[number].Utf8);
}
