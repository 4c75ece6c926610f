using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>A key just made; it is not shown again.</summary>
public sealed record RenewedSecret(long SavedSearchId, string Secret);

/// <summary>What the owner of a saved search does with its webhook.</summary>
public sealed class WebhookService(HubTransactions transactions, TimeProvider time)
{
    /// <summary>For how long messages are signed with the key before, too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Gives a webhook another key. For a day messages carry signatures of both.</summary>
    public async Task<CommandResult<RenewedSecret>> RenewSecretAsync(long search, Caller caller, CancellationToken cancellationToken)
    {
        var secret = WebhookSecret.New();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var renewed = await transaction.ExecuteAsync(
            """
            update webhooks w set previous_secret = w.secret, previous_until = $3, secret = $4 from saved_searches s
            where w.saved_search_id = $1 and s.id = $1 and s.user_id = $2 and s.deleted_at is null
            """,
            [search, caller.UserId, time.GetUtcNow() + Overlap, secret],
            cancellationToken
        );
        if (renewed == 0)
        {
            return CommandResult<RenewedSecret>.Failed(new NotFoundError("saved search with a webhook"));
        }
        await transaction.CommitAsync();
        return CommandResult<RenewedSecret>.Of(new RenewedSecret(search, secret));
    }

    /// <summary>Sends a message once more, from its first attempt on.</summary>
    public async Task<CommandResult<WebhookDelivery>> ResendAsync(long delivery, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var isEnabled = await transaction.FirstAsync(
            """
            select exists (select from webhooks w where w.saved_search_id = d.saved_search_id and w.disabled_at is null)
            from webhook_deliveries d join saved_searches s on s.id = d.saved_search_id
            where d.id = $1 and s.user_id = $2 and s.deleted_at is null for update of d
            """,
            [delivery, caller.UserId],
            reader => (bool?)reader.GetBoolean(0),
            cancellationToken
        );
        if (isEnabled is not { } sends)
        {
            return CommandResult<WebhookDelivery>.Failed(new NotFoundError("delivery"));
        }
        if (!sends)
        {
            return CommandResult<WebhookDelivery>.Failed(
                new InvalidError("The search has no webhook that works: give its address with updateSavedSearch first.", ["input", "id"])
            );
        }
        var sent = await transaction.FirstAsync(
            $"""
            update webhook_deliveries d set state = 'PENDING', attempts = 0, next_attempt_at = $2, delivered_at = null
            where d.id = $1 returning {WebhookDelivery.Columns}
            """,
            [delivery, time.GetUtcNow()],
            WebhookDelivery.Read,
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<WebhookDelivery>.Of(sent!);
    }
}
