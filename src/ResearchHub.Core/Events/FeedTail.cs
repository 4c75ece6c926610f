namespace ResearchHub.Core.Events;

/// <summary>
/// The end of a feed in memory, so that many listeners cost one reader of the database. Whoever is further behind reads the database.
/// </summary>
public sealed class FeedTail<T>(IFeedSource<T> feed, FeedSnapshots snapshots)
    where T : IFeedEntry
{
    private const int Capacity = 10_000;
    private const int BatchSize = 500;
    private readonly Lock _gate = new();
    private readonly List<T> _events = [];
    private FeedPosition _start;
    private FeedPosition _end;
    private bool _isOpen;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads what has come since; called by the one reader of this process.</summary>
    /// <returns>Whether there is more, which an older transaction holds back: it comes without another notification when that one ends.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            var end = await feed.EndAsync(cancellationToken);
            Announce(() => (_start, _end, _isOpen) = (end, end, true));
        }
        while (true)
        {
            var (batch, isHeldBack) = await feed.LookAsync(_end, BatchSize, cancellationToken);
            if (batch.Count > 0)
            {
                Announce(() => Add(batch));
            }
            if (batch.Count < BatchSize)
            {
                return isHeldBack;
            }
        }
    }

    /// <summary>Where a listener starts that is to hear of what is committed from now on, and of nothing from before.</summary>
    public async Task<FeedStart> StartAsync(CancellationToken cancellationToken)
    {
        // In this order: what is committed between the two is heard.
        var end = await EndAsync(cancellationToken);
        return new FeedStart(end, await snapshots.NowAsync(cancellationToken));
    }

    /// <summary>The position that the tail has reached.</summary>
    public async Task<FeedPosition> EndAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                return _end;
            }
        }
        return await feed.EndAsync(cancellationToken);
    }

    /// <summary>Events after a position, in order; waits until there is at least one.</summary>
    public async Task<IReadOnlyList<T>> NextAsync(FeedPosition after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (kept, news) = Kept(after);
            var events = kept ?? await feed.ReadAsync(after, BatchSize, cancellationToken);
            if (events.Count > 0)
            {
                return events;
            }
            await news.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Events after a position, null when the tail does not go back so far; and what completes when there are more.</summary>
    private (IReadOnlyList<T>? Events, Task News) Kept(FeedPosition after)
    {
        lock (_gate)
        {
            if (!_isOpen || after < _start)
            {
                return (null, _news.Task);
            }
            var index = FirstAfter(after);
            return (_events.GetRange(index, Math.Min(BatchSize, _events.Count - index)), _news.Task);
        }
    }

    private void Add(List<T> batch)
    {
        _events.AddRange(batch);
        _end = batch[^1].Position;
        if (_events.Count > Capacity)
        {
            var dropped = _events.Count - Capacity;
            _start = _events[dropped - 1].Position;
            _events.RemoveRange(0, dropped);
        }
    }

    private void Announce(Action change)
    {
        TaskCompletionSource news;
        lock (_gate)
        {
            change();
            (news, _news) = (_news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        news.SetResult();
    }

    private int FirstAfter(FeedPosition position)
    {
        var (low, high) = (0, _events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Position > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return low;
    }
}
