using Microsoft.Extensions.Options;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Trims the change feed once an hour.</summary>
internal sealed class FeedTrimming(
    FeedTrimmer trimmer,
    Readiness readiness,
    IOptions<HubOptions> options,
    TimeProvider time,
    ILogger<FeedTrimming> logger
) : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        trimmer.TrimAsync(TimeSpan.FromDays(options.Value.FeedDays), cancellationToken);
}
