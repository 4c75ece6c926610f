using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A feed from a position on, for one listener: what matches, in order, until the listener goes.</summary>
/// <param name="after">Null for what happens from now on.</param>
/// <param name="matches">Whether the listener is to hear of an entry; asked at each, so that a right that was taken away is gone.</param>
/// <param name="flow">Where the listener's events are handed over.</param>
internal sealed class FeedListening<T>(FeedTail<T> tail, Func<T, ValueTask<bool>> matches, FeedPosition? after, EventFlow flow)
    : IObservable<T>
    where T : IFeedEntry
{
    /// <inheritdoc />
    public IDisposable Subscribe(IObserver<T> observer)
    {
        var listening = new CancellationTokenSource();
        // The first position is taken before this returns to the caller, so that nothing that happens from now on is missed.
        var start = after is { } position ? Task.FromResult(position) : tail.EndAsync(listening.Token);
        _ = ListenAsync(observer, start, listening.Token);
        return new Listening(listening);
    }

    private async Task ListenAsync(IObserver<T> observer, Task<FeedPosition> start, CancellationToken cancellationToken)
    {
        using var work = flow.Begin();
        FeedPosition? reached = null;
        try
        {
            var position = await start;
            reached = position;
            while (true)
            {
                foreach (var entry in await tail.NextAsync(position, cancellationToken))
                {
                    if (await matches(entry))
                    {
                        await flow.SendAsync(observer, entry, position, cancellationToken);
                    }
                    reached = position = entry.Position;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone; there is nobody to tell.
        }
        catch (Exception exception)
        {
            observer.OnError(reached is { } cursor ? new InterruptedFeedException(cursor, exception) : exception);
        }
    }

    /// <summary>Ends listening once, however often it is asked to.</summary>
    private sealed class Listening(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
