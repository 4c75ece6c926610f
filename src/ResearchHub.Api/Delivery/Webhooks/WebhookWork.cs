using Microsoft.Extensions.Options;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>Sends what is due to webhooks, several at once; a slow one keeps no other waiting for longer than its time limit.</summary>
internal sealed partial class WebhookWork(
    WebhookQueue queue,
    WebhookClient client,
    IOptions<WebhookOptions> options,
    Readiness readiness,
    TimeProvider time,
    ILogger<WebhookWork> logger
) : PeriodicWork(TimeSpan.FromSeconds(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await queue.TakeAsync(options.Value.AtOnce, cancellationToken) is { Count: > 0 } tasks)
        {
            await Task.WhenAll(tasks.Select(task => SendAsync(task, cancellationToken)));
        }
    }

    private async Task SendAsync(WebhookTask task, CancellationToken cancellationToken)
    {
        var attempt = await client.SendAsync(task, cancellationToken);
        if (!attempt.IsDelivered)
        {
            LogFailed(logger, task.Delivery.Id, task.Delivery.Attempts, attempt.Problem!);
        }
        await queue.ReportAsync(task.Delivery, attempt, cancellationToken);
    }

    [LoggerMessage(241, LogLevel.Information, "Delivery {Delivery} failed at attempt {Attempt}: {Problem}")]
    private static partial void LogFailed(ILogger logger, long delivery, int attempt, string problem);
}
