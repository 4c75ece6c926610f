using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>
/// Writes mail of notifications that is due: one mail a person for all that is. What still waits for a later day is left for that. A mail and
/// the mark on what it tells of are one transaction, so nothing goes out twice.
/// </summary>
public sealed class NotificationDigests(
    HubTransactions transactions,
    InboxQueries inbox,
    OutputQueries outputs,
    MailQueue mails,
    UnsubscribeLinks unsubscribe,
    SiteLinks links,
    TimeProvider time
)
{
    private const int MostEntries = 100;

    /// <summary>Writes all mail that is due. Several servers may do so at once: each takes other people.</summary>
    /// <returns>Number of mails written.</returns>
    public Task<int> WriteDueAsync(CancellationToken cancellationToken) => MailSchedule.WriteDueAsync(WriteOneAsync, cancellationToken);

    /// <returns>Whether there was something to tell; null when nothing is due.</returns>
    private async Task<bool?> WriteOneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var person = await transaction.FirstAsync(
            $"""
            select u.id, u.name, u.role, u.researcher_id, {MailLanguage.Sql} from notification_digests d join users u on u.id = d.user_id
            where d.due_at <= $1 order by d.due_at limit 1 for update of d skip locked
            """,
            [now],
            reader => new Addressee(
                Recipient.Of(reader.GetInt64(0), reader.GetString(1), reader.GetEnum<Role>(2), reader.GetLongOrNull(3)),
                reader.GetStringOrNull(4)
            ),
            cancellationToken
        );
        if (person is null)
        {
            return null;
        }
        // Marked by id, so that what is not among the first is told next time.
        var due = await transaction.ListAsync(
            $"""
            update notifications set mail_due_at = null, is_mailed = true where id in (
              select n.id from notifications n where n.user_id = $1 and n.mail_due_at <= $2 order by n.id limit $3)
            returning {Notification.Columns}
            """,
            [person.User, now, MostEntries],
            Notification.Read,
            cancellationToken
        );
        var isMail = await TellAsync(transaction, person, due, cancellationToken);
        await transaction.ExecuteAsync(
            """
            update notification_digests set mailed_at = case when $2 then $3 else mailed_at end,
              due_at = (select min(n.mail_due_at) from notifications n where n.user_id = $1 and n.mail_due_at is not null)
            where user_id = $1
            """,
            [person.User, isMail, now],
            cancellationToken
        );
        await transaction.CommitAsync();
        return isMail;
    }

    /// <summary>Tells of what is still unread, still wanted by mail, and still exists for the person.</summary>
    private async Task<bool> TellAsync(
        HubTransaction transaction,
        Addressee person,
        List<Notification> due,
        CancellationToken cancellationToken
    )
    {
        var chosen = (
            await transaction.ListAsync(
                "select kind, is_on from notification_preferences where user_id = $1 and channel = 'EMAIL'",
                [person.User],
                reader => (Kind: reader.GetString(0), IsOn: reader.GetBoolean(1)),
                cancellationToken
            )
        ).ToDictionary(one => one.Kind, one => one.IsOn, StringComparer.Ordinal);
        bool IsWanted(string kind) =>
            chosen.TryGetValue(kind, out var isOn) ? isOn : NotificationPreference.ByDefault(kind, NotificationChannel.Email).IsOn;
        var told = due.Where(one => one.State == NotificationState.Unread && IsWanted(one.Kind)).OrderBy(one => one.Id);
        var shown = await inbox.ShownAsync([.. told], person.Caller, cancellationToken);
        if (shown.Count == 0)
        {
            return false;
        }
        var about = shown.SelectMany(one => new[] { one.Topic?.Id, one.Subject?.Id }).OfType<long>().Distinct();
        var rows = await outputs.ByIdAsync([.. about], cancellationToken);
        var words = NotificationWords.In(person.Language);
        var text = new MailText(words.Language).Paragraph(words.Opening);
        foreach (var one in shown)
        {
            var kind = words.Of(one.Notification.Kind);
            var output = OutputOf(one.Topic, rows) ?? OutputOf(one.Subject, rows);
            text.Entry(
                output is null ? kind : output.Titles.Best(person.Language)?.Text ?? output.Title,
                output is null ? "" : kind,
                output is null ? links.Home : links.Page(output)
            );
        }
        var secret = await unsubscribe.SecretAsync(transaction, person.User, NotificationMailTopic.TopicName, 0, cancellationToken);
        await mails.AddAsync(
            transaction,
            text.Foot(words.Unsubscribe, links.Unsubscribe(secret)).To(person.User, words.Opening, secret),
            cancellationToken
        );
        return true;
    }

    private static OutputRow? OutputOf(SubjectKey? subject, IReadOnlyDictionary<long, OutputRow> rows) =>
        subject is { } one ? rows.GetValueOrDefault(one.Id) : null;

    private sealed record Addressee(Caller Caller, string? Language)
    {
        public long User => Caller.UserId!.Value;
    }
}
