using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Where the terms of one snapshot stand. Asking every segment costs more than reading the postings of most terms, so what was asked is remembered,
/// up to a bound. Thread-safe.
/// </summary>
internal sealed class TermLookup(IndexReader reader)
{
    private const int MostTerms = 10_000;
    private readonly ConcurrentDictionary<(string Field, string Text), KnownTerm> known = new();

    public KnownTerm this[string field, string text]
    {
        get
        {
            if (!known.TryGetValue((field, text), out var term))
            {
                if (known.Count >= MostTerms)
                {
                    known.Clear();
                }
                known[(field, text)] = term = new KnownTerm(reader, new Term(field, text));
            }
            return term;
        }
    }

    public bool Has(string field, string text) => this[field, text].Documents > 0;
}

/// <summary>A term with its number of documents, deleted ones included, and the places of its postings.</summary>
internal sealed class KnownTerm(IndexReader reader, Term term)
{
    public Term Term => term;
    public TermContext Context { get; } = TermContext.Build(reader.Context, term);
    public int Documents => Context.DocFreq;

    /// <summary>The postings in a segment; null when there are none.</summary>
    public DocsEnum? In(Segment segment, IBits? acceptDocs) => Seek(segment)?.Docs(acceptDocs, null);

    /// <summary>The postings with positions, deleted documents included.</summary>
    public DocsAndPositionsEnum? PositionsIn(Segment segment) => Seek(segment)?.DocsAndPositions(null, null);

    private TermsEnum? Seek(Segment segment)
    {
        if (Context.Get(segment.Context.Ord) is not { } state)
        {
            return null;
        }
        var terms = segment.Reader.GetTerms(term.Field).GetEnumerator();
        terms.SeekExact(term.Bytes, state);
        return terms;
    }
}
