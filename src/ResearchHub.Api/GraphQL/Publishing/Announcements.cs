using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>The change feed from a position on, for one listener: what matches of publications, in order, until the listener goes.</summary>
internal sealed class Announcements(FeedTail tail, AnnouncementFilter filter, FeedPosition? after) : IObservable<FeedEvent>
{
    /// <inheritdoc />
    public IDisposable Subscribe(IObserver<FeedEvent> observer)
    {
        var listening = new CancellationTokenSource();
        // The first position is taken before this returns to the caller, so that nothing published from now on is missed.
        var start = after is { } position ? Task.FromResult(position) : tail.EndAsync(listening.Token);
        _ = ListenAsync(observer, start, listening.Token);
        return new Listening(listening);
    }

    private async Task ListenAsync(IObserver<FeedEvent> observer, Task<FeedPosition> start, CancellationToken cancellationToken)
    {
        try
        {
            var position = await start;
            while (true)
            {
                foreach (var change in await tail.NextAsync(position, cancellationToken))
                {
                    if (await filter.MatchesAsync(change))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        observer.OnNext(change);
                    }
                    position = change.Position;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone; there is nobody to tell.
        }
        catch (Exception exception)
        {
            observer.OnError(exception);
        }
    }

    /// <summary>Ends listening once, however often it is asked to.</summary>
    private sealed class Listening(CancellationTokenSource source) : IDisposable
    {
        public void Dispose()
        {
            source.Cancel();
        }
    }
}
