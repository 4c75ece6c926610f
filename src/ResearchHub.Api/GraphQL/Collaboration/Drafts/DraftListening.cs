using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>Changes of a draft from a place on, and who has it open, for one listener, who has it open meanwhile.</summary>
/// <param name="flow">Where the listener's events are handed over.</param>
internal sealed class DraftListening(
    DraftViewer viewer,
    FeedTail<ActivityEntry> tail,
    PresenceBoard board,
    PresenceService presences,
    TimeProvider time,
    FeedStart start,
    EventFlow flow
) : IObservable<DraftNews>
{
    /// <inheritdoc />
    public IDisposable Subscribe(IObserver<DraftNews> observer)
    {
        var listening = new CancellationTokenSource();
        _ = ListenAsync(observer, listening.Token);
        return new Listening(listening);
    }

    private async Task ListenAsync(IObserver<DraftNews> observer, CancellationToken cancellationToken)
    {
        using var work = flow.Begin();
        var session = new DraftSession(viewer, tail, start, presences, time, observer, flow);
        using var watch = board.Watch(viewer.Draft);
        try
        {
            await session.RunAsync(watch, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The listener has gone; there is nobody to tell.
        }
        catch (Exception exception)
        {
            observer.OnError(new InterruptedFeedException(session.Heard, exception));
        }
        finally
        {
            await presences.TryLeaveAsync(session.Id);
        }
    }

    /// <summary>Ends listening once, however often it is asked to.</summary>
    private sealed class Listening(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
