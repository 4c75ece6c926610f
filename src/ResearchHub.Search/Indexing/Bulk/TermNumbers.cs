using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>Numbers the terms of one buffer from 0, in the order in which they come.</summary>
internal sealed class TermNumbers
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<IndexTerm> terms = [];

    public int Count => terms.Count;
    public IndexTerm this[int number] => terms[number];

    public int Of(IndexTerm term)
    {
        if (ReferenceEquals(term.NumberedBy, this))
        {
            return term.Number;
        }
        if (!numbers.TryGetValue(term.Text, out var number))
        {
            number = numbers[term.Text] = terms.Count;
            terms.Add(term);
        }
        term.NumberedBy = this;
        term.Number = number;
        return number;
    }

    /// <summary>Numbers in the order of Lucene's terms: by their bytes.</summary>
    public void Sort(Span<int> some) => some.Sort((left, right) => terms[left].Utf8.AsSpan().SequenceCompareTo(terms[right].Utf8));
}
