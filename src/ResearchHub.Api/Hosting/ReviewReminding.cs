using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.Hosting;

/// <summary>Looks every hour which reviews are due soon or late.</summary>
internal sealed class ReviewReminding(ReviewReminders reminders, Readiness readiness, TimeProvider time, ILogger<ReviewReminding> logger)
    : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override Task WorkAsync(CancellationToken cancellationToken) => reminders.RemindAsync(cancellationToken);
}
