using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A feed from a place on, for one listener: what matches, in order, until the listener goes.</summary>
/// <param name="matches">Whether the listener is to hear of an entry; asked at each, so that a right that was taken away is gone.</param>
/// <param name="flow">Where the listener's events are handed over.</param>
internal sealed class FeedListening<T>(FeedTail<T> tail, Func<T, ValueTask<bool>> matches, FeedStart start, EventFlow flow) : IObservable<T>
    where T : IFeedEntry
{
    /// <inheritdoc />
    public IDisposable Subscribe(IObserver<T> observer)
    {
        var listening = new CancellationTokenSource();
        _ = ListenAsync(observer, listening.Token);
        return new Listening(listening);
    }

    private async Task ListenAsync(IObserver<T> observer, CancellationToken cancellationToken)
    {
        using var work = flow.Begin();
        var position = start.Position;
        try
        {
            while (true)
            {
                foreach (var entry in await tail.NextAsync(position, cancellationToken))
                {
                    if (start.IsNews(entry.Position) && await matches(entry))
                    {
                        await flow.SendAsync(observer, entry, position, cancellationToken);
                    }
                    position = entry.Position;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone; there is nobody to tell.
        }
        catch (Exception exception)
        {
            observer.OnError(new InterruptedFeedException(position, exception));
        }
    }

    /// <summary>Ends listening once, however often it is asked to.</summary>
    private sealed class Listening(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
