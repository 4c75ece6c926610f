using ResearchHub.Api.Hosting;
using ResearchHub.Core.Delivery;

namespace ResearchHub.Api.Delivery;

/// <summary>Forgets old messages once an hour.</summary>
internal sealed class DeliveryTrimming(DeliveryTrimmer trimmer, Readiness readiness, TimeProvider time, ILogger<DeliveryTrimming> logger)
    : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override Task WorkAsync(CancellationToken cancellationToken) => trimmer.TrimAsync(cancellationToken);
}
