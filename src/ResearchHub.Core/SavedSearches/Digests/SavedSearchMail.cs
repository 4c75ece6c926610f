using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>Mail about saved searches, and how it is stopped.</summary>
internal sealed class SavedSearchMail(HubTransactions transactions, SavedSearchQueries queries, TimeProvider time) : IMailTopic
{
    public const string Topic = "saved-search";

    /// <inheritdoc />
    public string Name => Topic;

    /// <inheritdoc />
    public async Task<string?> TitleAsync(long user, long subject, CancellationToken cancellationToken) =>
        (await queries.OneAsync(subject, user, cancellationToken))?.Name;

    /// <inheritdoc />
    public async Task StopAsync(long user, long subject, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await SetAsync(transaction, subject, Given<Cadence?>.Nothing, Given<bool?>.Of(false), time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync();
    }

    /// <summary>When a search <c>s</c> with something new is due; see <see cref="MailSchedule.DueSql"/>.</summary>
    public static string DueSql(int first) => MailSchedule.DueSql("s.cadence", "s.mailed_at", first);

    /// <summary>Sets how often mail goes out, and whether any does. What was matched before mail was asked for is not sent.</summary>
    public static async Task SetAsync(
        HubTransaction transaction,
        long search,
        Given<Cadence?> cadence,
        Given<bool?> email,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var sends = email.Value ?? false;
        await transaction.ExecuteAsync(
            """
            with last as (
              select m.transaction, m.sequence from saved_search_matches m where m.saved_search_id = $1
              order by m.transaction desc, m.sequence desc limit 1)
            update saved_searches s set
              cadence = case when $2 then $3 else cadence end,
              email = case when $4 then $5 else email end,
              mailed_transaction = case when $4 and $5 and not email then coalesce((select transaction from last), mailed_transaction) else mailed_transaction end,
              mailed_sequence = case when $4 and $5 and not email then coalesce((select sequence from last), mailed_sequence) else mailed_sequence end
            where s.id = $1
            """,
            [search, cadence.IsGiven, cadence.Value ?? Cadence.Instant, email.IsGiven, sends],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            $"update saved_searches s set digest_due_at = case when email then {DueSql(2)} end where s.id = $1 and digest_due_at is not null",
            [search, .. MailSchedule.Values(now)],
            cancellationToken
        );
    }
}
