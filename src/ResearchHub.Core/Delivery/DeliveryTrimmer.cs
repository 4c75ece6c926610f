using ResearchHub.Core.Data;

namespace ResearchHub.Core.Delivery;

/// <summary>
/// Forgets messages and mail a while after their end, since they say who reads what; and matches that the change feed has forgotten, except the
/// last of a search and a record that still stands: it is to hear of the end.
/// </summary>
public sealed class DeliveryTrimmer(HubTransactions transactions, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() - Kept;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            "delete from webhook_deliveries where state <> 'PENDING' and coalesce(last_attempt_at, created_at) < $1",
            [end],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            "delete from mails where state not in ('PENDING', 'SENDING') and coalesce(last_attempt_at, created_at) < $1",
            [end],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            """
            delete from saved_search_matches m
            where (transaction, sequence) < (select transaction, sequence from change_events order by transaction, sequence limit 1)
              and (kind in ('WITHDRAWN', 'RETRACTED')
                or exists (
                  select from saved_search_matches other where other.output_id = m.output_id and other.saved_search_id = m.saved_search_id
                    and ((other.transaction, other.sequence) > (m.transaction, m.sequence) or other.kind in ('WITHDRAWN', 'RETRACTED')))
                or exists (select from saved_searches s where s.id = m.saved_search_id and s.deleted_at is not null))
            """,
            [],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
