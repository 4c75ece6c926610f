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
            "delete from notification_preferences where user_id = $1 and channel = $2",
            [user, ConstantCase.Of(NotificationChannel.Email)],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
