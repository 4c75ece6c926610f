using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>A hit and its place in the order: greater keys first, then titles, then smaller ids.</summary>
internal readonly record struct RankedHit(long Key, long Id, int Doc);

/// <summary>
/// Keeps the best hits of many, in a heap whose root is the worst kept. Every order is brought to "greater key first" by its key;
/// titles whose keys begin alike are compared by their full collation keys.
/// </summary>
internal sealed class TopHits(int capacity, IndexSnapshot snapshot, bool byTitle)
{
    private readonly RankedHit[] heap = new RankedHit[capacity];

    /// <summary>Hits kept.</summary>
    public int Count { get; private set; }

    /// <summary>Hits behind <paramref name="after"/> only; null takes all.</summary>
    public SearchCursor? After { get; init; }

    /// <summary>A key below this one cannot come in any more.</summary>
    public long Threshold { get; private set; } = long.MinValue;

    public void Offer(long key, long id, int doc)
    {
        if (key < Threshold || capacity == 0)
        {
            return;
        }
        var hit = new RankedHit(key, id, doc);
        if (After is not null && !IsBehind(hit, After))
        {
            return;
        }
        if (Count < capacity)
        {
            heap[Count++] = hit;
            SiftUp();
        }
        else if (Compare(hit, heap[0]) < 0)
        {
            heap[0] = hit;
            SiftDown(Count);
        }
        if (Count == capacity)
        {
            Threshold = heap[0].Key;
        }
    }

    /// <summary>The hits kept, best first. The heap is used up.</summary>
    public List<RankedHit> Sorted()
    {
        var hits = heap.AsSpan(0, Count).ToArray();
        Array.Sort(hits, Compare);
        return [.. hits];
    }

    /// <summary>Negative when the left one comes first.</summary>
    public int Compare(RankedHit left, RankedHit right)
    {
        if (left.Key != right.Key)
        {
            return right.Key.CompareTo(left.Key);
        }
        if (byTitle && left.Doc != right.Doc)
        {
            var order = Collation(left.Doc).AsSpan().SequenceCompareTo(Collation(right.Doc));
            if (order != 0)
            {
                return order;
            }
        }
        return left.Id.CompareTo(right.Id);
    }

    public byte[] Collation(int doc)
    {
        var (segment, inner) = snapshot.Locate(doc);
        return segment.Collation(inner);
    }

    private bool IsBehind(RankedHit hit, SearchCursor cursor)
    {
        if (hit.Key != cursor.Key)
        {
            return hit.Key < cursor.Key;
        }
        if (byTitle)
        {
            var order = Collation(hit.Doc).AsSpan().SequenceCompareTo(cursor.Collation);
            if (order != 0)
            {
                return order > 0;
            }
        }
        return hit.Id > cursor.Id;
    }

    private void SiftUp()
    {
        for (var child = Count - 1; child > 0; )
        {
            var parent = (child - 1) / 2;
            if (Compare(heap[child], heap[parent]) <= 0)
            {
                return;
            }
            (heap[child], heap[parent]) = (heap[parent], heap[child]);
            child = parent;
        }
    }

    private void SiftDown(int count)
    {
        for (var parent = 0; ; )
        {
            var worst = (2 * parent) + 1;
            if (worst >= count)
            {
                return;
            }
            if (worst + 1 < count && Compare(heap[worst + 1], heap[worst]) > 0)
            {
                worst++;
            }
            if (Compare(heap[worst], heap[parent]) <= 0)
            {
                return;
            }
            (heap[parent], heap[worst]) = (heap[worst], heap[parent]);
            parent = worst;
        }
    }
}
