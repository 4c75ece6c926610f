using ResearchHub.Core.Events;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Keeps the snapshots behind cursors for a while, so that a reader who pages on sees the same results in the same order. Bounded in
/// time and number; who comes later goes on in the newest snapshot, from the same sort key.
/// </summary>
internal sealed class SnapshotKeeper(TimeProvider time, TimeSpan lifetime)
{
    private const int MostKept = 8;
    private readonly Lock gate = new();

    /// <summary>The one that was used last at the end.</summary>
    private readonly List<(IndexSnapshot Snapshot, DateTimeOffset Until)> kept = [];

    /// <summary>Keeps a snapshot that a cursor was just made from.</summary>
    public void Keep(IndexSnapshot snapshot)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + lifetime;
            var at = kept.FindIndex(each => each.Snapshot == snapshot);
            if (at >= 0)
            {
                kept.RemoveAt(at);
                kept.Add((snapshot, until));
            }
            else if (snapshot.TryEnter())
            {
                kept.Add((snapshot, until));
            }
            Drop(each => each.Until < time.GetUtcNow());
            if (kept.Count > MostKept)
            {
                kept[0].Snapshot.Leave();
                kept.RemoveAt(0);
            }
        }
    }

    /// <summary>The snapshot of a cursor, entered; null when it is gone or behind the position asked for.</summary>
    public IndexSnapshot? Enter(long number, FeedPosition? least)
    {
        lock (gate)
        {
            var at = kept.FindIndex(each => each.Snapshot.Number == number);
            if (at < 0 || kept[at].Snapshot.Position < (least ?? FeedPosition.Start) || !kept[at].Snapshot.TryEnter())
            {
                return null;
            }
            var used = kept[at];
            kept.RemoveAt(at);
            kept.Add(used);
            return used.Snapshot;
        }
    }

    /// <summary>Lets go of what is older than its time, or of everything.</summary>
    public void Release(bool all)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            Drop(each => all || each.Until < now);
        }
    }

    private void Drop(Predicate<(IndexSnapshot Snapshot, DateTimeOffset Until)> isOver)
    {
        foreach (var each in kept.FindAll(isOver))
        {
            each.Snapshot.Leave();
            kept.Remove(each);
        }
    }
}
