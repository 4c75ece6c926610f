using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Hosting;

/// <summary>Looks every hour which corrections are due soon or late.</summary>
internal sealed class CorrectionReminding(
    CorrectionReminders reminders,
    Readiness readiness,
    TimeProvider time,
    ILogger<CorrectionReminding> logger
) : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override Task WorkAsync(CancellationToken cancellationToken) => reminders.RemindAsync(cancellationToken);
}
