using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches.Digests;
using ResearchHub.Core.Search;

namespace ResearchHub.Core.SavedSearches;

/// <summary>Writes down what saved searches have matched, with what is to be sent of it: all of it or nothing.</summary>
public sealed class MatchWriter(HubTransactions transactions, TimeProvider time)
{
    private const string Doi = "doi:";

    /// <summary>Writes the matches of one event. Doing so again changes nothing.</summary>
    public async Task WriteAsync(FeedEvent change, SearchDocument record, long[] searches, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // A mail that is being written tells of what it saw: only after it do we know whether one is still due. And none begins before this is known.
        await transaction.ExecuteAsync(
            "select from saved_searches where id = any($1) order by id for no key update",
            [searches],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            $"""
            with matched as (
              insert into saved_search_matches (saved_search_id, transaction, sequence, kind, subject_kind, output_id, occurred_at)
              select s.id, $2, $3, $4, $5, $6, $7 from unnest($1) id join saved_searches s using (id) where s.deleted_at is null
              on conflict do nothing returning saved_search_id),
            sent as (
              insert into webhook_deliveries (saved_search_id, transaction, sequence, kind, subject_kind, output_id, occurred_at, title, doi,
                created_at, next_attempt_at)
              select m.saved_search_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10 from matched m
              join webhooks w using (saved_search_id) where w.disabled_at is null)
            update saved_searches s set digest_due_at = {SavedSearchMail.DueSql(10)}
            from matched m where s.id = m.saved_search_id and s.email and s.digest_due_at is null
            """,
            [
                searches,
                change.Position.Transaction,
                change.Position.Sequence,
                change.Kind,
                change.SubjectKind,
                change.SubjectId,
                change.OccurredAt,
                record.Titles.Count > 0 ? record.Titles[0].Text : record.Slug,
                record.Identifiers.FirstOrDefault(one => one.StartsWith(Doi, StringComparison.Ordinal))?[Doi.Length..],
                .. MailSchedule.Values(time.GetUtcNow()),
            ],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
