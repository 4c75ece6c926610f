using System.Text.Json;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.SavedSearches.Digests;

namespace ResearchHub.Core.SavedSearches;

/// <summary>Keeps, changes and forgets searches of accounts.</summary>
public sealed class SavedSearchService(
    HubTransactions transactions,
    SavedSearchQueries queries,
    IWebhookAddresses addresses,
    TimeProvider time
)
{
    /// <summary>Most searches of an account.</summary>
    public const int MaximumSearches = 100;

    public async Task<CommandResult<KeptSearch>> CreateAsync(SavedSearchContent content, Caller caller, CancellationToken cancellationToken)
    {
        if (SavedSearchRules.Check(content, isNew: true, caller.Email is not null, addresses) is { Count: > 0 } errors)
        {
            return CommandResult<KeptSearch>.Failed(errors);
        }
        var (owner, now) = (caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // One after the other, so that the limit holds.
        await transaction.LockAsync("users", owner, cancellationToken);
        var kept = await transaction.ScalarAsync<int>(
            "select count(*)::int from saved_searches where user_id = $1 and deleted_at is null",
            [owner],
            cancellationToken
        );
        if (kept >= MaximumSearches)
        {
            return CommandResult<KeptSearch>.Failed(
                new InvalidError($"An account has at most {MaximumSearches} saved searches: delete one first.", ["input"])
            );
        }
        var where = content.Where.Value;
        var id = await transaction.ScalarAsync<long>(
            """
            insert into saved_searches (user_id, name, query, filter, definition, cadence, email, secret, created_at, updated_at)
            values ($1, $2, $3, $4::jsonb, $5::json, $6, $7, $8, $9, $9) returning id
            """,
            [
                owner,
                content.Name.Value,
                content.Query.Value,
                where is null ? null : JsonSerializer.Serialize(where.Meaning, ColumnConventions.Json),
                where?.Text.GetRawText(),
                content.Cadence.Value ?? Cadence.Instant,
                content.Email.Value ?? false,
                SecretText.New(),
                now,
            ],
            cancellationToken
        );
        AuditScope.About(nameof(SavedSearch), id);
        var secret = await SetWebhookAsync(transaction, id, content, now, cancellationToken);
        await transaction.CommitAsync();
        return await DoneAsync(id, owner, secret, cancellationToken);
    }

    /// <summary>Changes what was given; the rest stays. What was matched before stays matched.</summary>
    public async Task<CommandResult<KeptSearch>> UpdateAsync(
        long id,
        SavedSearchContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var errors = SavedSearchRules.Check(content, isNew: false, caller.Email is not null, addresses);
        var (owner, now) = (caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var before = await transaction.FirstAsync(
            "select query, definition is not null from saved_searches where id = $1 and user_id = $2 and deleted_at is null for update",
            [id, owner],
            reader => ((string? Query, bool HasFilter)?)(reader.GetStringOrNull(0), reader.GetBoolean(1)),
            cancellationToken
        );
        if (before is not { } kept)
        {
            return CommandResult<KeptSearch>.Failed(new NotFoundError("saved search"));
        }
        var query = content.Query.IsGiven ? content.Query.Value : kept.Query;
        if (string.IsNullOrWhiteSpace(query) && (content.Where.IsGiven ? content.Where.Value is null : !kept.HasFilter))
        {
            errors.Add(SavedSearchRules.NothingSearched);
        }
        if (errors.Count > 0)
        {
            return CommandResult<KeptSearch>.Failed(errors);
        }
        await WriteAsync(transaction, id, content, now, cancellationToken);
        var secret = await SetWebhookAsync(transaction, id, content, now, cancellationToken);
        await transaction.CommitAsync();
        return await DoneAsync(id, owner, secret, cancellationToken);
    }

    /// <summary>Gives the feed of a search another address; the one before leads nowhere from now on.</summary>
    public async Task<CommandResult<KeptSearch>> RenewFeedAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var owner = caller.UserId!.Value;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var renewed = await transaction.ExecuteAsync(
            "update saved_searches set secret = $3, updated_at = $4 where id = $1 and user_id = $2 and deleted_at is null",
            [id, owner, SecretText.New(), time.GetUtcNow()],
            cancellationToken
        );
        if (renewed == 0)
        {
            return CommandResult<KeptSearch>.Failed(new NotFoundError("saved search"));
        }
        await transaction.CommitAsync();
        return await DoneAsync(id, owner, null, cancellationToken);
    }

    public async Task<CommandResult<KeptSearch>> DeleteAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.UserId!.Value, time.GetUtcNow());
        var search = await queries.OneAsync(id, owner, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var deleted = await transaction.ExecuteAsync(
            """
            update saved_searches set deleted_at = $3, digest_due_at = null, stamp = pg_current_xact_id()
            where id = $1 and user_id = $2 and deleted_at is null
            """,
            [id, owner, now],
            cancellationToken
        );
        if (deleted == 0 || search is null)
        {
            return CommandResult<KeptSearch>.Failed(new NotFoundError("saved search"));
        }
        await transaction.ExecuteAsync("delete from webhooks where saved_search_id = $1", [id], cancellationToken);
        await WebhookQueue.BuryAsync(transaction, id, "The search was deleted.", cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<KeptSearch>.Of(new KeptSearch(search with { Webhook = null }, null));
    }

    private async Task WriteAsync(
        HubTransaction transaction,
        long id,
        SavedSearchContent content,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var where = content.Where.Value;
        await transaction.ExecuteAsync(
            """
            update saved_searches set updated_at = $2,
              name = case when $3 then $4 else name end,
              query = case when $5 then $6 else query end,
              filter = case when $7 then $8::jsonb else filter end,
              definition = case when $7 then $9::json else definition end,
              stamp = case when $5 or $7 then pg_current_xact_id() else stamp end
            where id = $1
            """,
            [
                id,
                now,
                content.Name.IsGiven,
                content.Name.Value,
                content.Query.IsGiven,
                content.Query.Value,
                content.Where.IsGiven,
                where is null ? null : JsonSerializer.Serialize(where.Meaning, ColumnConventions.Json),
                where?.Text.GetRawText(),
            ],
            cancellationToken
        );
        if (content.Cadence.IsGiven || content.Email.IsGiven)
        {
            await SavedSearchMail.SetAsync(transaction, id, content.Cadence, content.Email, now, cancellationToken);
        }
    }

    /// <returns>The key, when a webhook was made.</returns>
    private static async Task<string?> SetWebhookAsync(
        HubTransaction transaction,
        long id,
        SavedSearchContent content,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (!content.Webhook.IsGiven)
        {
            return null;
        }
        if (content.Webhook.Value is not { } url)
        {
            await transaction.ExecuteAsync("delete from webhooks where saved_search_id = $1", [id], cancellationToken);
            await WebhookQueue.BuryAsync(transaction, id, "The webhook was taken away.", cancellationToken);
            return null;
        }
        var secret = WebhookSecret.New();
        // Giving an address, also the same again, makes a webhook work that was disabled. It keeps its key.
        var isNew = await transaction.ScalarAsync<bool>(
            """
            insert into webhooks (saved_search_id, url, secret, created_at) values ($1, $2, $3, $4)
            on conflict (saved_search_id) do update set url = excluded.url, failing_since = null, paused_until = null, disabled_at = null,
              disabled_reason = null
            returning secret = $3
            """,
            [id, url, secret, now],
            cancellationToken
        );
        return isNew ? secret : null;
    }

    private async Task<CommandResult<KeptSearch>> DoneAsync(long id, long owner, string? secret, CancellationToken cancellationToken) =>
        CommandResult<KeptSearch>.Of(new KeptSearch((await queries.OneAsync(id, owner, cancellationToken))!, secret));
}
