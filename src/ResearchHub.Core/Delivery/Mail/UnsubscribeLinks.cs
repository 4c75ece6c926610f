using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Delivery.Mail;

/// <summary>A kind of mail that a person can stop.</summary>
public interface IMailTopic
{
    /// <summary>Stands in the database; never changes.</summary>
    string Name { get; }

    /// <summary>What the person calls the thing that the mail is about; null when it is gone.</summary>
    Task<string?> TitleAsync(long user, long subject, CancellationToken cancellationToken);

    /// <summary>Sends no more. Doing so again changes nothing.</summary>
    Task StopAsync(long user, long subject, CancellationToken cancellationToken);
}

/// <summary>What a link stops.</summary>
/// <param name="Language">Of the person; null where it is not known.</param>
public sealed record Unsubscription(long UserId, string Topic, long SubjectId, string? Language);

/// <summary>Links in mail by which whoever has the mail stops more of it, without signing in.</summary>
public sealed class UnsubscribeLinks(ReadDatabase database, IEnumerable<IMailTopic> topics, TimeProvider time)
{
    /// <summary>Secret of the link for a person and a subject; the same as long as both exist.</summary>
    public Task<string> SecretAsync(
        HubTransaction transaction,
        long user,
        string topic,
        long subject,
        CancellationToken cancellationToken
    ) =>
        transaction.ScalarAsync<string>(
            """
            insert into unsubscribe_links (secret, user_id, topic, subject_id, created_at) values ($1, $2, $3, $4, $5)
            on conflict (user_id, topic, subject_id) do update set topic = excluded.topic returning secret
            """,
            [SecretText.New(), user, topic, subject, time.GetUtcNow()],
            cancellationToken
        );

    /// <summary>What a link stops, and the title of that; null when there is no such link, or the thing is gone.</summary>
    public async Task<(Unsubscription Link, string Title)?> FindAsync(string? secret, CancellationToken cancellationToken) =>
        await ReadAsync(secret, cancellationToken) is { } link
        && await TopicOf(link).TitleAsync(link.UserId, link.SubjectId, cancellationToken) is { } title
            ? (link, title)
            : null;

    /// <summary>Stops what a link found by <see cref="FindAsync"/> is for.</summary>
    public Task StopAsync(Unsubscription link, CancellationToken cancellationToken) =>
        TopicOf(link).StopAsync(link.UserId, link.SubjectId, cancellationToken);

    private IMailTopic TopicOf(Unsubscription link) => topics.First(topic => topic.Name == link.Topic);

    private async Task<Unsubscription?> ReadAsync(string? secret, CancellationToken cancellationToken) =>
        SecretText.IsOne(secret)
            ? (
                await database.ListAsync(
                    $"""
                    select l.user_id, l.topic, l.subject_id, {MailLanguage.Sql} from unsubscribe_links l join users u on u.id = l.user_id where l.secret = $1
                    """,
                    [secret!],
                    reader => new Unsubscription(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetStringOrNull(3)),
                    cancellationToken
                )
            ).FirstOrDefault()
            : null;
}
