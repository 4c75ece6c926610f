using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
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

    /// <summary>Whether a term stands in a document that is not deleted.</summary>
    public bool Has(string field, string text) => this[field, text].IsLive;

    /// <summary>Those of some terms that <see cref="Has"/> is true of.</summary>
    public List<string> Existing(string field, List<string> terms) => terms.FindAll(term => Has(field, term));

    /// <summary>As <see cref="Has"/>, of a term that is known to stand in some document: without deleted ones nothing is looked up.</summary>
    public bool StillHas(string field, string text) => !reader.HasDeletions || Has(field, text);
}

/// <summary>A term with its number of documents, deleted ones included, and the places of its postings.</summary>
internal sealed class KnownTerm
{
    public KnownTerm(IndexReader reader, Term term)
    {
        Term = term;
        Context = TermContext.Build(reader.Context, term);
        // Postings are read only where all of them can be of deleted documents.
        IsLive = Documents > reader.NumDeletedDocs || (Documents > 0 && reader.Leaves.Any(IsLiveIn));
    }

    public Term Term { get; }
    public TermContext Context { get; }
    public int Documents => Context.DocFreq;

    /// <summary>It stands in a document that is not deleted.</summary>
    public bool IsLive { get; }

    /// <summary>The postings in a segment; null when there are none.</summary>
    public DocsEnum? In(Segment segment, IBits? acceptDocs) => Seek(segment.Context)?.Docs(acceptDocs, null);

    /// <summary>The postings with positions, deleted documents included.</summary>
    public DocsAndPositionsEnum? PositionsIn(Segment segment) => Seek(segment.Context)?.DocsAndPositions(null, null);

    private bool IsLiveIn(AtomicReaderContext leaf) =>
        Seek(leaf) is { } terms
        && (
            terms.DocFreq > leaf.AtomicReader.NumDeletedDocs
            || terms.Docs(leaf.AtomicReader.LiveDocs, null, DocsFlags.NONE).NextDoc() != DocIdSetIterator.NO_MORE_DOCS
        );

    private TermsEnum? Seek(AtomicReaderContext leaf)
    {
        if (Context.Get(leaf.Ord) is not { } state)
        {
            return null;
        }
        var terms = leaf.AtomicReader.GetTerms(Term.Field).GetEnumerator();
        terms.SeekExact(Term.Bytes, state);
        return terms;
    }
}
