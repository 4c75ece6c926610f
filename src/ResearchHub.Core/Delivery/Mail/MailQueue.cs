using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Delivery.Mail;

/// <summary>
/// Mail that is to be sent. It is written in the transaction of what it tells of. A process marks a mail before it sends it: one that was under
/// way when its process died may have gone out, and is not sent again. What holds a secret is emptied as soon as it is not to be sent any more.
/// </summary>
public sealed class MailQueue(HubTransactions transactions, SiteLinks links, TimeProvider time)
{
    private const string WithoutSecrets =
        "text_body = case when holds_secret then '' else text_body end, html_body = case when holds_secret then '' else html_body end";
    private const int LongestProblem = 1_000;
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(10);

    /// <summary>Adds a mail.</summary>
    public Task AddAsync(HubTransaction transaction, MailDraft draft, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            insert into mails (user_id, subject, text_body, html_body, unsubscribe_secret, created_at, next_attempt_at, address, holds_secret)
            values ($1, $2, $3, $4, $5, $6, $6, $7, $8)
            """,
            [
                draft.UserId,
                draft.Subject,
                draft.Text,
                draft.Html,
                draft.UnsubscribeSecret,
                time.GetUtcNow(),
                draft.Address,
                draft.HoldsSecret,
            ],
            cancellationToken
        );

    /// <summary>Takes mail that is due, to be sent by this process; with the attempts made, this one included.</summary>
    public async Task<IReadOnlyList<(OutgoingMail Mail, int Attempts)>> TakeAsync(int maximum, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            $"update mails set state = 'UNKNOWN', {WithoutSecrets}, last_problem = 'The server stopped while it was being sent.' where state = 'SENDING' and last_attempt_at < $1",
            [now - LongestSending],
            cancellationToken
        );
        var taken = await transaction.ListAsync(
            """
            with due as (
              select id from mails where state = 'PENDING' and next_attempt_at <= $1 order by next_attempt_at limit $2 for update skip locked)
            update mails m set state = 'SENDING', attempts = m.attempts + 1, last_attempt_at = $1
            from due left join lateral (select u.email, u.name from mails one join users u on u.id = one.user_id where one.id = due.id) u on true
            where m.id = due.id
            returning m.id, coalesce(u.email, m.address, ''), coalesce(u.name, ''), m.subject, m.text_body, m.html_body, m.unsubscribe_secret, m.attempts
            """,
            [now, maximum],
            reader =>
                (
                    new OutgoingMail(
                        reader.GetInt64(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        reader.GetString(3),
                        reader.GetString(4),
                        reader.GetString(5),
                        reader.GetStringOrNull(6) is { } secret ? links.Unsubscribe(secret) : null
                    ),
                    reader.GetInt32(7)
                ),
            cancellationToken
        );
        await transaction.CommitAsync();
        return taken;
    }

    /// <summary>Writes down what became of an attempt.</summary>
    public async Task ReportAsync(long id, int attempts, MailOutcome outcome, string? problem, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wait = outcome == MailOutcome.Later ? Retries.OfMail.After(attempts, Random.Shared.NextDouble()) : null;
        var state = outcome switch
        {
            MailOutcome.Sent => "SENT",
            MailOutcome.Unknown => "UNKNOWN",
            MailOutcome.Later when wait is not null => "PENDING",
            _ => "DEAD",
        };
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            $"update mails set state = $2, next_attempt_at = $3, last_problem = $4, sent_at = $5{(state == "PENDING" ? "" : $", {WithoutSecrets}")} where id = $1",
            [
                id,
                state,
                now + wait,
                problem is null ? null : PlainText.Excerpt(problem, LongestProblem),
                outcome == MailOutcome.Sent ? now : null,
            ],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
