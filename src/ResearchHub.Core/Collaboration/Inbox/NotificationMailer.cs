using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Sends by mail what people want to be told so: one mail a person for what came in together.</summary>
/// <remarks>A notification is marked in the transaction that queues its mail, so it goes out once.</remarks>
public sealed class NotificationMailer(
    ReadDatabase database,
    HubTransactions transactions,
    InboxQueries inbox,
    OutputQueries outputs,
    MailQueue mails,
    UnsubscribeLinks unsubscribe,
    SiteLinks links
) : IFeedReader<Notification>
{
    /// <inheritdoc />
    public string Name => "notification-mail";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<Notification> entries, CancellationToken cancellationToken)
    {
        foreach (var person in await WantedAsync(entries, cancellationToken))
        {
            var keys = person.Value.ToHashSet();
            var shown = await inbox.ShownAsync([.. entries.Where(entry => keys.Contains(entry.Id))], person.Key.Caller, cancellationToken);
            var topics = await outputs.ByIdAsync([.. shown.Select(one => one.Topic?.Id).OfType<long>().Distinct()], cancellationToken);
            await SendAsync(person.Key, shown, topics, cancellationToken);
        }
    }

    private async Task SendAsync(
        (Caller Caller, string? Language) person,
        IReadOnlyList<ShownNotification> shown,
        IReadOnlyDictionary<long, OutputRow> topics,
        CancellationToken cancellationToken
    )
    {
        var user = person.Caller.UserId!.Value;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var unsent = (
            await transaction.ListAsync(
                "update notifications set is_mailed = true where id = any($1) and not is_mailed returning id",
                [shown.Select(one => one.Notification.Id).ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();
        var due = shown.Where(one => unsent.Contains(one.Notification.Id)).ToArray();
        if (due.Length == 0)
        {
            return;
        }
        var words = NotificationWords.In(person.Language);
        var text = new MailText(words.Language).Paragraph(words.Opening);
        foreach (var one in due)
        {
            var output = one.Topic is { } topic ? topics.GetValueOrDefault(topic.Id) : null;
            text.Entry(
                output?.Title ?? words.Of(one.Notification.Kind),
                words.Of(one.Notification.Kind),
                output is null ? links.Home : links.Page(output)
            );
        }
        var secret = await unsubscribe.SecretAsync(transaction, user, NotificationMailTopic.TopicName, 0, cancellationToken);
        await mails.AddAsync(
            transaction,
            text.Foot(words.Unsubscribe, links.Unsubscribe(secret)).To(user, words.Opening, secret),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Which of these their persons want by mail.</summary>
    private async Task<Dictionary<(Caller Caller, string? Language), List<long>>> WantedAsync(
        IReadOnlyList<Notification> entries,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.ListAsync(
            $"""
            select n.id, u.id, u.name, u.role, u.researcher_id, {MailLanguage.Sql}
            from notifications n join users u on u.id = n.user_id
            join notification_preferences p on p.user_id = n.user_id and p.kind = n.kind and p.channel = 'EMAIL' and p.is_on
            where n.id = any($1) and n.state = 'UNREAD' and not n.is_mailed order by n.id
            """,
            [entries.Select(entry => entry.Id).ToArray()],
            reader =>
                (
                    Id: reader.GetInt64(0),
                    Caller: Recipient.Of(reader.GetInt64(1), reader.GetString(2), reader.GetEnum<Role>(3), reader.GetLongOrNull(4)),
                    Language: reader.GetStringOrNull(5)
                ),
            cancellationToken
        );
        return rows.GroupBy(row => row.Caller.UserId)
            .ToDictionary(group => (group.First().Caller, group.First().Language), group => group.Select(row => row.Id).ToList());
    }
}

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
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>The words of a mail in one language.</summary>
internal sealed record NotificationWords(
    string Language,
    string Opening,
    string Other,
    string Unsubscribe,
    IReadOnlyDictionary<string, string> Kinds
)
{
    private static readonly NotificationWords English = new(
        "en",
        "This is new for you on ResearchHub",
        "Something happened",
        "No more mail of this kind:",
        Named(
            "Published",
            "A new version",
            "The embargo has ended",
            "Withdrawn",
            "Retracted",
            "A new comment",
            "An answer",
            "You are mentioned"
        )
    );
    private static readonly NotificationWords Cyrillic = new(
        "sr-Cyrl",
        "Ово је ново за вас на ResearchHub-у",
        "Нешто се догодило",
        "Без даљих порука ове врсте:",
        Named("Објављено", "Нова верзија", "Ембарго је истекао", "Повучено", "Опозвано", "Нов коментар", "Одговор", "Поменути сте")
    );
    private static readonly NotificationWords Latin = new(
        "sr-Latn",
        "Ovo je novo za vas na ResearchHub-u",
        "Nešto se dogodilo",
        "Bez daljih poruka ove vrste:",
        Named("Objavljeno", "Nova verzija", "Embargo je istekao", "Povučeno", "Opozvano", "Nov komentar", "Odgovor", "Pomenuti ste")
    );

    /// <summary>The words for a person.</summary>
    public static NotificationWords In(string? language) => MailLanguage.Choose(language, English, Cyrillic, Latin);

    /// <summary>What a kind means.</summary>
    public string Of(string kind) => Kinds.GetValueOrDefault(kind) ?? Other;

    private static Dictionary<string, string> Named(params string[] words)
    {
        string[] kinds = ["PUBLISHED", "UPDATED", "RELEASED", "WITHDRAWN", "RETRACTED", "COMMENTED", "REPLIED", "MENTIONED"];
        return kinds.Zip(words).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
