using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>The change feed from a position on, for one listener: what matches of publications, in order, until the listener goes.</summary>
internal sealed class Announcements(FeedTail tail, ISearchIndex index, SearchFilter? filter, string? query, FeedPosition? after)
    : IObservable<FeedEvent>
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
                    if (await MatchesAsync(change, cancellationToken))
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

    private async Task<bool> MatchesAsync(FeedEvent change, CancellationToken cancellationToken)
    {
        if (
            change.SubjectKind is RecordKind.Researcher or RecordKind.Organization
            || change.Kind is ChangeKind.Deleted or ChangeKind.Superseded
        )
        {
            return false;
        }
        if (filter is null && string.IsNullOrWhiteSpace(query))
        {
            return true;
        }
        // The index answers as it would any search, for this one record, once it has read this far.
        var found = await index.SearchAsync(
            new SearchRequest
            {
                Query = query,
                Where = filter,
                Ids = [change.SubjectId],
                First = 1,
                MinSequence = change.Position,
            },
            cancellationToken
        );
        return found.TotalCount > 0;
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
