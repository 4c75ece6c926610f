using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Says when mail of notifications is due, to those who want it; <see cref="NotificationDigests"/> writes it. Doing so twice does nothing.</summary>
public sealed class NotificationMailer(HubTransactions transactions, TimeProvider time) : IFeedReader<Notification>
{
    /// <inheritdoc />
    public string Name => "notification-mail";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<Notification> entries, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            $"""
            with wanted as (
              select n.id, n.user_id, {MailSchedule.DueSql("coalesce(p.cadence, 'INSTANT')", "d.mailed_at", 2)} as due_at
              from notifications n
              join users u on u.id = n.user_id
              left join notification_preferences p on p.user_id = n.user_id and p.kind = n.kind and p.channel = 'EMAIL'
              left join notification_digests d on d.user_id = n.user_id
              where coalesce(p.is_on, n.kind = any($6) and u.email is not null) and n.id = any($1) and n.state = 'UNREAD' and not n.is_mailed and n.mail_due_at is null),
            marked as (update notifications n set mail_due_at = w.due_at from wanted w where n.id = w.id)
            insert into notification_digests (user_id, due_at) select user_id, min(due_at) from wanted group by user_id order by user_id
            on conflict (user_id) do update set due_at = least(notification_digests.due_at, excluded.due_at)
            """,
            [
                entries.Select(entry => entry.Id).ToArray(),
                .. MailSchedule.Values(time.GetUtcNow()),
                NotificationKinds.MailedByDefault.ToArray(),
            ],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
