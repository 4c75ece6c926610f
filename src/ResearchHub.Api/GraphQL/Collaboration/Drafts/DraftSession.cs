using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>One listener's time with a draft: one loop, so that what the listener hears comes one after the other.</summary>
internal sealed class DraftSession(
    DraftViewer viewer,
    FeedTail<ActivityEntry> tail,
    FeedStart start,
    PresenceService presences,
    TimeProvider time,
    IObserver<DraftNews> observer,
    EventFlow flow
)
{
    private IReadOnlyList<PresentPerson>? _present;
    private IReadOnlyList<ShownPerson> _shown = [];

    /// <summary>By which the listener is known among those present.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Place of the last change that the listener has heard of; before the first, where they started.</summary>
    public FeedPosition Heard { get; private set; } = start.Position;

    /// <summary>
    /// Waits for people, for changes, and for the time to say that the listener is still there. Everybody hears first of all who is there, themselves
    /// included: until the listener is among those present, there is no other news.
    /// </summary>
    public async Task RunAsync(PresenceWatch watch, CancellationToken cancellationToken)
    {
        var position = start.Position;
        // Who may not listen any more is not waited for.
        var hasArrived = !await StayAsync(position, cancellationToken);
        var beat = Task.Delay(presences.Beat, time, cancellationToken);
        var people = watch.NextAsync(_present, cancellationToken);
        var changes = tail.NextAsync(position, cancellationToken);
        while (true)
        {
            await Task.WhenAny(beat, people, hasArrived ? changes : people);
            if (beat.IsCompleted)
            {
                await beat;
                hasArrived |= !await StayAsync(position, cancellationToken);
                beat = Task.Delay(presences.Beat, time, cancellationToken);
            }
            if (people.IsCompleted)
            {
                _present = await people;
                people = watch.NextAsync(_present, cancellationToken);
                hasArrived |= _present.Any(one => one.Id == Id);
                if (hasArrived)
                {
                    await TellAsync(DraftEventKind.Presence, position, time.GetUtcNow(), cancellationToken);
                }
            }
            if (hasArrived && changes.IsCompleted)
            {
                foreach (var entry in await changes)
                {
                    position = entry.Position;
                    if (entry.Kind == ActivityKind.DraftChanged && entry.TopicId == viewer.Draft && start.IsNews(position))
                    {
                        await TellAsync(DraftEventKind.Changed, position, entry.OccurredAt, cancellationToken);
                    }
                }
                changes = tail.NextAsync(position, cancellationToken);
            }
        }
    }

    /// <summary>Says that the listener is there, if they may be; else that they are not, and why where that is their credentials' end.</summary>
    private async Task<bool> StayAsync(FeedPosition position, CancellationToken cancellationToken)
    {
        var now = await viewer.AskAsync(cancellationToken);
        if (now.MayListen)
        {
            await presences.StayAsync(Id, viewer.Draft, now.Caller!.UserId, now.Access, cancellationToken);
            return true;
        }
        await presences.LeaveAsync(Id, cancellationToken);
        if (now.IsTold)
        {
            await HearAsync(DraftEventKind.Presence, position, time.GetUtcNow(), cancellationToken);
        }
        return false;
    }

    private async Task TellAsync(DraftEventKind kind, FeedPosition position, DateTimeOffset occurredAt, CancellationToken cancellationToken)
    {
        var now = await viewer.AskAsync(cancellationToken);
        var shown = now.MayListen ? ShownPerson.For(_present ?? [], Id, now.Access) : [];
        var isSame = shown.SequenceEqual(_shown);
        _shown = shown;
        if (now.IsTold && !(kind == DraftEventKind.Presence && isSame && now.MayListen))
        {
            await HearAsync(kind, position, occurredAt, cancellationToken);
        }
        if (!now.MayListen)
        {
            await presences.LeaveAsync(Id, cancellationToken);
        }
    }

    private async Task HearAsync(DraftEventKind kind, FeedPosition position, DateTimeOffset occurredAt, CancellationToken cancellationToken)
    {
        var news = new DraftNews(kind, position, viewer.Draft, occurredAt, _shown);
        await flow.SendAsync(observer, news, Heard, cancellationToken);
        Heard = position;
    }
}
