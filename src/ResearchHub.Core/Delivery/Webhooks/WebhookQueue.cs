using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>A message that this process is to send now.</summary>
/// <param name="Secrets">Keys to sign it with.</param>
public sealed record WebhookTask(WebhookDelivery Delivery, string Url, IReadOnlyList<string> Secrets);

/// <summary>How an attempt went.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
public sealed record WebhookAttempt(int? Status, string? Problem, TimeSpan? RetryAfter = null)
{
    private const int Gone = 410;

    public bool IsDelivered => Problem is null;
    public bool IsGone => Status == Gone;
}

/// <summary>
/// Messages that are to be sent. A process takes some for a while: what it has not reported by then another takes, so that one that is killed
/// loses nothing. No transaction is open while a message is under way, since that would hold the change feed back.
/// </summary>
public sealed class WebhookQueue(HubTransactions transactions, WebhookNotices notices, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    /// <summary>For how long a webhook may fail before it is disabled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>Takes messages that are due. A webhook that has just failed is left alone for a while.</summary>
    public async Task<IReadOnlyList<WebhookTask>> TakeAsync(int maximum, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var tasks = await transaction.ListAsync(
            $"""
            with due as (
              select q.id from webhook_deliveries q join webhooks w using (saved_search_id)
              where q.state = 'PENDING' and q.next_attempt_at <= $1 and w.disabled_at is null and coalesce(w.paused_until, $1) <= $1
              order by q.next_attempt_at limit $3 for update of q skip locked)
            update webhook_deliveries d set attempts = d.attempts + 1, last_attempt_at = $1, next_attempt_at = $2, last_status = null,
              last_problem = null
            from webhooks w where d.id in (select id from due) and w.saved_search_id = d.saved_search_id
            returning {WebhookDelivery.Columns}, w.url, w.secret, case when w.previous_until > $1 then w.previous_secret end
            """,
            [now, now + Lease, maximum],
            reader => new WebhookTask(
                WebhookDelivery.Read(reader),
                reader.GetString(WebhookDelivery.ColumnCount),
                [
                    reader.GetString(WebhookDelivery.ColumnCount + 1),
                    .. reader.GetStringOrNull(WebhookDelivery.ColumnCount + 2) is { } previous ? new[] { previous } : [],
                ]
            ),
            cancellationToken
        );
        await transaction.CommitAsync();
        return tasks;
    }

    /// <summary>Writes down how an attempt went, and what follows from it.</summary>
    public async Task ReportAsync(WebhookDelivery delivery, WebhookAttempt attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (attempt.IsDelivered)
        {
            await DeliveredAsync(transaction, delivery, attempt, now, cancellationToken);
        }
        else
        {
            await FailedAsync(transaction, delivery, attempt, now, cancellationToken);
        }
        await transaction.CommitAsync();
    }

    private static async Task DeliveredAsync(
        HubTransaction transaction,
        WebhookDelivery delivery,
        WebhookAttempt attempt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(
            """
            update webhook_deliveries set state = 'DELIVERED', delivered_at = $2, next_attempt_at = null, last_status = $3, last_problem = null
            where id = $1
            """,
            [delivery.Id, now, attempt.Status],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            "update webhooks set failing_since = null, paused_until = null where saved_search_id = $1 and failing_since is not null",
            [delivery.SavedSearchId],
            cancellationToken
        );
    }

    private async Task FailedAsync(
        HubTransaction transaction,
        WebhookDelivery delivery,
        WebhookAttempt attempt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var wait = Retries.OfWebhooks.After(delivery.Attempts, Random.Shared.NextDouble());
        if (wait < attempt.RetryAfter)
        {
            wait = attempt.RetryAfter < LongestAsked ? attempt.RetryAfter : LongestAsked;
        }
        await transaction.ExecuteAsync(
            """
            update webhook_deliveries set state = case when $3::timestamptz is null then 'DEAD' else state end, next_attempt_at = $3,
              last_status = $4, last_problem = $5
            where id = $1 and state = 'PENDING' and attempts = $2
            """,
            [delivery.Id, delivery.Attempts, now + wait, attempt.Status, attempt.Problem],
            cancellationToken
        );
        var failingSince = await transaction.FirstAsync(
            """
            update webhooks set failing_since = coalesce(failing_since, $2), paused_until = $3
            where saved_search_id = $1 and disabled_at is null returning failing_since
            """,
            [delivery.SavedSearchId, now, now + (wait < LongestPause ? wait : LongestPause)],
            reader => (DateTimeOffset?)reader.GetTime(0),
            cancellationToken
        );
        if (failingSince is not null && (attempt.IsGone || failingSince <= now - Patience))
        {
            var because = attempt.IsGone ? WebhookProblem.Gone : WebhookProblem.Failing;
            await DisableAsync(transaction, delivery.SavedSearchId, because, now, cancellationToken);
        }
    }

    private async Task DisableAsync(
        HubTransaction transaction,
        long search,
        WebhookProblem because,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(
            "update webhooks set disabled_at = $2, disabled_reason = $3 where saved_search_id = $1",
            [search, now, because],
            cancellationToken
        );
        await BuryAsync(transaction, search, "The webhook was disabled.", cancellationToken);
        await notices.DisabledAsync(transaction, search, because, cancellationToken);
    }

    /// <summary>Gives up what is still to be sent to a webhook.</summary>
    internal static Task BuryAsync(HubTransaction transaction, long search, string problem, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            update webhook_deliveries set state = 'DEAD', next_attempt_at = null, last_problem = coalesce(last_problem, $2)
            where saved_search_id = $1 and state = 'PENDING'
            """,
            [search, problem],
            cancellationToken
        );
}
