using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Mail of notifications, stopped as a whole.</summary>
internal sealed class NotificationMailTopic(HubTransactions transactions) : IMailTopic
{
    public const string TopicName = "notifications";

    /// <inheritdoc />
    public string Name => TopicName;

    /// <inheritdoc />
    public Task<string?> TitleAsync(long user, long subject, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("ResearchHub");

    /// <inheritdoc />
    public async Task StopAsync(long user, long subject, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            """
            with stopped as (update notification_preferences set is_on = false where user_id = $1 and channel = $2)
            insert into notification_preferences (user_id, kind, channel, is_on) select $1, kind, $2, false from unnest($3::text[]) kind
            on conflict (user_id, kind, channel) do nothing
            """,
            [user, ConstantCase.Of(NotificationChannel.Email), NotificationKinds.MailedByDefault.ToArray()],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
