using Microsoft.Extensions.Options;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Trims the feeds and the inboxes once an hour.</summary>
internal sealed class FeedTrimming(
    FeedTrimmer<FeedEvent> changes,
    FeedTrimmer<ActivityEntry> activities,
    NotificationTrimmer notifications,
    Readiness readiness,
    IOptions<HubOptions> options,
    TimeProvider time,
    ILogger<FeedTrimming> logger
) : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var age = TimeSpan.FromDays(options.Value.FeedDays);
        await changes.TrimAsync(age, cancellationToken);
        await activities.TrimAsync(age, cancellationToken);
        await notifications.TrimAsync(TimeSpan.FromDays(options.Value.InboxDays), cancellationToken);
    }
}
