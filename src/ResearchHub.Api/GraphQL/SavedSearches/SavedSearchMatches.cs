using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.GraphQL.SavedSearches;

/// <summary>The matches of a saved search from a position on, for one listener. Whose search it is, is asked again each time.</summary>
internal sealed class SavedSearchMatches(SavedSearchQueries queries, long id, long user, FeedPosition start) : IObservable<FeedEvent>
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public IDisposable Subscribe(IObserver<FeedEvent> observer)
    {
        var listening = new CancellationTokenSource();
        _ = ListenAsync(observer, listening.Token);
        return new Listening(listening);
    }

    private async Task ListenAsync(IObserver<FeedEvent> observer, CancellationToken cancellationToken)
    {
        try
        {
            var position = start;
            while (true)
            {
                var matches = await queries.MatchesAsync(id, user, position, BatchSize, cancellationToken);
                foreach (var match in matches)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    observer.OnNext(match);
                    position = match.Position;
                }
                if (matches.Count == 0)
                {
                    await Task.Delay(Interval, cancellationToken);
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

    private sealed class Listening(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
