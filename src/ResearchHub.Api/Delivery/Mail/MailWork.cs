using ResearchHub.Api.Hosting;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.SavedSearches.Digests;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>Writes the mail about saved searches and of inboxes that is due, and sends all mail that is.</summary>
internal sealed class MailWork(
    DigestWriter digests,
    NotificationDigests notifications,
    MailSender sender,
    Readiness readiness,
    TimeProvider time,
    ILogger<MailWork> logger
) : PeriodicWork(TimeSpan.FromSeconds(2), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await digests.WriteDueAsync(cancellationToken);
        await notifications.WriteDueAsync(cancellationToken);
        await sender.SendDueAsync(cancellationToken);
    }
}
