using System.Globalization;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>
/// Writes mail about saved searches in which something is new. The mail and the position up to which it tells are one transaction: nothing is
/// told twice, whichever server dies when.
/// </summary>
public sealed class DigestWriter(
    HubTransactions transactions,
    OutputQueries outputs,
    UnsubscribeLinks unsubscribing,
    MailQueue mails,
    SiteLinks links,
    TimeProvider time
)
{
    private const int MostEntries = 50;
    private const int MostMatches = 1000;

    /// <summary>Writes all mail that is due. Several servers may do so at once: each takes other searches.</summary>
    /// <returns>Number of mails written.</returns>
    public Task<int> WriteDueAsync(CancellationToken cancellationToken) => MailSchedule.WriteDueAsync(WriteOneAsync, cancellationToken);

    /// <returns>Whether there was something to tell; null when nothing is due.</returns>
    private async Task<bool?> WriteOneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var due = await transaction.FirstAsync(
            $"""
            select s.id, s.user_id, s.name, s.mailed_transaction, s.mailed_sequence, {MailLanguage.Sql} from saved_searches s
            join users u on u.id = s.user_id where s.digest_due_at <= $1 and s.email and s.deleted_at is null
            order by s.digest_due_at limit 1 for update of s skip locked
            """,
            [now],
            reader => new Due(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetString(2),
                new FeedPosition(reader.GetFieldValue<ulong>(3), reader.GetInt64(4)),
                reader.GetStringOrNull(5)
            ),
            cancellationToken
        );
        if (due is null)
        {
            return null;
        }
        var matches = await transaction.ListAsync(
            """
            select m.transaction, m.sequence, m.kind, m.subject_kind, m.output_id, m.occurred_at from saved_search_matches m
            where m.saved_search_id = $1 and (m.transaction, m.sequence) > ($2, $3) order by m.transaction, m.sequence limit $4
            """,
            [due.Search, due.After.Transaction, due.After.Sequence, MostMatches],
            reader => reader.GetFeedEvent(),
            cancellationToken
        );
        var isMail = await TellAsync(transaction, due, matches, cancellationToken);
        var end = matches.Count > 0 ? matches[^1].Position : due.After;
        await transaction.ExecuteAsync(
            """
            update saved_searches set digest_due_at = null, mailed_transaction = $2, mailed_sequence = $3,
              mailed_at = case when $4 then $5 else mailed_at end where id = $1
            """,
            [due.Search, end.Transaction, end.Sequence, isMail, now],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            $"""
            update saved_searches s set digest_due_at = {SavedSearchMail.DueSql(2)} where s.id = $1 and exists (
              select from saved_search_matches m
              where m.saved_search_id = s.id and (m.transaction, m.sequence) > (s.mailed_transaction, s.mailed_sequence))
            """,
            [due.Search, .. MailSchedule.Values(now)],
            cancellationToken
        );
        await transaction.CommitAsync();
        return isMail;
    }

    private async Task<bool> TellAsync(HubTransaction transaction, Due due, List<FeedEvent> matches, CancellationToken cancellationToken)
    {
        // An output once, as it is now: whether it ended counts for more than what happened to it before.
        var found = matches
            .GroupBy(match => match.SubjectId)
            .Select(one => one.FirstOrDefault(match => match.IsEnd) ?? one.First())
            .ToArray();
        var rows = await outputs.ByIdAsync([.. found.Select(match => match.SubjectId)], cancellationToken);
        var told = found.Where(match => rows.ContainsKey(match.SubjectId)).ToLookup(match => match.IsEnd);
        var (fresh, ended) = (told[false].ToArray(), told[true].ToArray());
        if (fresh.Length + ended.Length == 0)
        {
            return false;
        }
        var words = DigestWords.In(due.Language);
        var text = new MailText(words.Language);
        var room = MostEntries - Math.Min(ended.Length, MostEntries);
        List(words.Intro, fresh.Take(room));
        List(words.EndedIntro, ended.Take(MostEntries));
        if (fresh.Length + ended.Length - MostEntries is > 0 and var more)
        {
            text.Paragraph(DigestWords.Fill(words.More, more));
        }
        var secret = await unsubscribing.SecretAsync(transaction, due.User, SavedSearchMail.Topic, due.Search, cancellationToken);
        var mail = text.Foot(words.Stop, links.Unsubscribe(secret))
            .To(due.User, Subject(due.Name, words, fresh.Length, ended.Length), secret);
        await mails.AddAsync(transaction, mail, cancellationToken);
        return true;

        void List(string intro, IEnumerable<FeedEvent> entries)
        {
            foreach (var (index, match) in entries.Index())
            {
                if (index == 0)
                {
                    text.Paragraph(DigestWords.Fill(intro, due.Name));
                }
                var output = rows[match.SubjectId];
                text.Entry(output.Titles.Best(due.Language)?.Text ?? output.Title, Line(output, match, words), links.Permanent(output));
            }
        }
    }

    private static string Subject(string name, DigestWords words, int fresh, int ended)
    {
        string?[] parts = [fresh > 0 ? DigestWords.Fill(words.New, fresh) : null, ended > 0 ? DigestWords.Fill(words.Ended, ended) : null];
        return $"{name}: {string.Join(", ", parts.OfType<string>())}";
    }

    private static string Line(OutputRow output, FeedEvent match, DigestWords words) =>
        string.Join(
            ", ",
            new[]
            {
                match.Kind switch
                {
                    ChangeKind.Published => null,
                    ChangeKind.Withdrawn => words.Withdrawn,
                    ChangeKind.Retracted => words.Retracted,
                    _ => words.Updated,
                },
                output.ContainerTitle ?? output.Publisher,
                output.PublishedYear?.ToString(CultureInfo.InvariantCulture),
            }.OfType<string>()
        );

    private sealed record Due(long Search, long User, string Name, FeedPosition After, string? Language);
}
