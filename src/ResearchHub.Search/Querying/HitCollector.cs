using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Scoring;

namespace ResearchHub.Search.Querying;

/// <summary>One pass over the matches: filters, counts, keeps the best, and remembers the set where facets need it.</summary>
internal sealed class HitCollector(IndexSnapshot snapshot, RequestFilters filters, TopHits top, SearchOrder order, bool keepSets)
    : IWindowCollector
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

    /// <summary>Adds what another collector found in other segments, which is used up.</summary>
    public void Add(HitCollector part)
    {
        Count += part.Count;
        for (var segment = 0; segment < Sets.Length; segment++)
        {
            Sets[segment] ??= part.Sets[segment];
        }
        foreach (var hit in part.Hits)
        {
            top.Offer(hit.Key, hit.Id, hit.Doc);
        }
    }

    /// <summary>The best, in their order. They are used up.</summary>
    public List<RankedHit> Hits => top.Sorted();

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

    public bool NeedsAll { get; init; } = true;
    public float LeastScore => top.Threshold <= 0 ? 0f : SortKeys.Score(top.Threshold);

    public void Collect(ScoreWindow window)
    {
        var first = window.Start >> 6;
        var words = Math.Min(window.Matches.Length, FixedBitSet.Bits2words(ids.Length) - first);
        for (var i = 0; i < words; i++)
        {
            var matches = window.Matches[i];
            if (matches == 0)
            {
                continue;
            }
            if (baseSet is not null)
            {
                matches &= (ulong)baseSet.GetBits()[first + i];
            }
            if (kept is not null)
            {
                kept.GetBits()[first + i] = (long)matches;
            }
            foreach (var selection in selections)
            {
                matches &= (ulong)selection.GetBits()[first + i];
            }
            Count += BitOperations.PopCount(matches);
            OfferAll(matches, (first + i) << 6, window);
        }
    }

    private void OfferAll(ulong matches, int from, ScoreWindow window)
    {
        for (; matches != 0; matches &= matches - 1)
        {
            var doc = from + BitOperations.TrailingZeroCount(matches);
            var key = column is null ? SortKeys.Key((float)window.Score(doc)) : SortKeys.Key(order, column[doc]);
            if (key >= top.Threshold)
            {
                top.Offer(key, ids[doc], docBase + doc);
            }
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
