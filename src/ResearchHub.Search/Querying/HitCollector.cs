using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>One pass over the matches: filters, counts, keeps the best, and remembers the set where facets need it.</summary>
internal sealed class HitCollector(IndexSnapshot snapshot, RequestFilters filters, TopHits top, SearchOrder order, bool keepSets)
    : ICollector
{
    private Scorer? scorer;
    private FixedBitSet? baseSet;
    private FixedBitSet[] selections = [];
    private FixedBitSet? kept;
    private long[]? column;
    private long[] ids = [];
    private int docBase;

    /// <summary>Matches that pass every filter.</summary>
    public int Count { get; private set; }

    /// <summary>Matches that pass the base filter, by segment; null for segments without any.</summary>
    public FixedBitSet?[] Sets { get; } = new FixedBitSet?[snapshot.Segments.Count];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context) => Enter(snapshot.Segments[context.Ord], context.Ord);

    public void Collect(int doc)
    {
        if (baseSet is not null && !baseSet.Get(doc))
        {
            return;
        }
        kept?.Set(doc);
        foreach (var selection in selections)
        {
            if (!selection.Get(doc))
            {
                return;
            }
        }
        Count++;
        var key = column is null ? SortKeys.Key(scorer!.GetScore()) : SortKeys.Key(order, column[doc]);
        if (key >= top.Threshold)
        {
            top.Offer(key, ids[doc], docBase + doc);
        }
    }

    /// <summary>Collects every document, without a query and without scores.</summary>
    public void CollectAll()
    {
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            var segment = snapshot.Segments[i];
            Enter(segment, i);
            column ??= new long[segment.MaxDoc];
            if (baseSet is null && selections.Length == 0 && kept is null)
            {
                OfferAll(segment);
                continue;
            }
            var live = segment.LiveDocs;
            for (var doc = 0; doc < segment.MaxDoc; doc++)
            {
                if (live?.Get(doc) ?? true)
                {
                    Collect(doc);
                }
            }
        }
    }

    private void OfferAll(Segment segment)
    {
        Count += segment.Reader.NumDocs;
        var live = segment.LiveDocs;
        var numbers = column!;
        for (var doc = 0; doc < numbers.Length; doc++)
        {
            var key = SortKeys.Key(order, numbers[doc]);
            if (key >= top.Threshold && (live?.Get(doc) ?? true))
            {
                top.Offer(key, ids[doc], docBase + doc);
            }
        }
    }

    private void Enter(Segment segment, int ordinal)
    {
        docBase = segment.DocBase;
        ids = segment.Ids;
        column = SortKeys.Column(order, segment);
        baseSet = filters.Base?.In(segment);
        selections = [.. filters.Selections.Select(selection => selection.Filter.In(segment))];
        kept = keepSets ? Sets[ordinal] = new FixedBitSet(segment.MaxDoc) : null;
    }
}
