using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Which notifications to mark: exactly one is given.</summary>
/// <param name="Ids">These.</param>
/// <param name="UpTo">Every unread one that is not newer than this.</param>
/// <param name="Group">Every one that is shown together with what this is about.</param>
public sealed record MarkedOnes(IReadOnlyList<long>? Ids, long? UpTo, SubjectKey? Group);

/// <summary>What marking did.</summary>
/// <param name="Count">Notifications that changed.</param>
/// <param name="Unread">Unread ones left.</param>
public sealed record Marking(int Count, long Unread);

/// <summary>What a person chose for a kind and a channel.</summary>
/// <param name="IsOn">Whether they are told so.</param>
/// <param name="Cadence">How often mail goes out; the inbox tells at once.</param>
public sealed record NotificationPreference(string Kind, NotificationChannel Channel, bool IsOn, Cadence Cadence)
{
    /// <summary>What holds for whoever has chosen nothing: the inbox, and mail of few kinds (<see cref="NotificationKinds.MailedByDefault"/>).</summary>
    public static NotificationPreference ByDefault(string kind, NotificationChannel channel) =>
        new(
            kind,
            channel,
            channel == NotificationChannel.Inbox || NotificationKinds.MailedByDefault.Contains(kind, StringComparer.Ordinal),
            Cadence.Instant
        );
}

/// <summary>What people do with their inboxes.</summary>
public sealed class InboxService(HubTransactions transactions)
{
    /// <summary>Most notifications marked by their ids at once.</summary>
    public const int MaximumIds = 500;

    /// <summary>Marks notifications of the caller, all that are named or none.</summary>
    public async Task<CommandResult<Marking>> MarkAsync(
        MarkedOnes ones,
        NotificationState state,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (new[] { ones.Ids is not null, ones.UpTo is not null, ones.Group is not null }.Count(given => given) != 1)
        {
            return Failed(new InvalidError("Give exactly one of `ids`, `upTo` and `group`.", ["input"]));
        }
        if (ones.Ids is { Count: 0 or > MaximumIds })
        {
            return Failed(new InvalidError($"Give 1 to {MaximumIds} ids.", ["input", "ids"]));
        }
        var user = caller.UserId!.Value;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (ones.Ids?.Distinct().ToArray() is { } ids)
        {
            var own = await transaction.ScalarAsync<long>(
                "select count(*) from notifications where id = any($1) and user_id = $2",
                [ids, user],
                cancellationToken
            );
            if (own < ids.Length)
            {
                return Failed(new NotFoundError("notification", "ids"));
            }
        }
        var (condition, value) = ones switch
        {
            { Ids: { } named } => ("id = any($3)", (object[])[named.ToArray()]),
            { UpTo: { } newest } => ("id <= $3 and state = 'UNREAD'", [newest]),
            _ => (KeptResearcher.IsSame("group_type", "group_id", "$3", "$4"), [ones.Group!.Value.Type, ones.Group.Value.Id]),
        };
        var count = await transaction.ExecuteAsync(
            // In the order in which a merge of profiles takes them.
            $"""
            update notifications set state = $2 where id in (
              select id from notifications where user_id = $1 and {condition} and state <> $2 order by id for no key update)
            """,
            [user, state, .. value],
            cancellationToken
        );
        var unread = await transaction.ScalarAsync<long>(
            "select count(*) from notifications where user_id = $1 and state = 'UNREAD'",
            [user],
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<Marking>.Of(new Marking(count, unread));
    }

    /// <summary>Says whether the caller is to be told of a kind by a channel from now on, and how often.</summary>
    /// <param name="cadence">Null leaves it as it is: at once, unless it was chosen otherwise.</param>
    public async Task<CommandResult<NotificationPreference>> PreferAsync(
        string kind,
        NotificationChannel channel,
        bool isOn,
        Cadence? cadence,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (channel == NotificationChannel.Inbox && cadence is not (null or Cadence.Instant))
        {
            var problem = new InvalidError("The inbox tells at once: only mail is collected.", ["input", "cadence"]);
            return CommandResult<NotificationPreference>.Failed(problem);
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var chosen = await transaction.FirstAsync(
            """
            insert into notification_preferences (user_id, kind, channel, is_on, cadence) values ($1, $2, $3, $4, coalesce($5::text, 'INSTANT'))
            on conflict (user_id, kind, channel) do update
              set is_on = excluded.is_on, cadence = coalesce($5::text, notification_preferences.cadence)
            returning cadence
            """,
            [caller.UserId!.Value, kind, channel, isOn, cadence],
            reader => reader.GetEnum<Cadence>(0),
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<NotificationPreference>.Of(new NotificationPreference(kind, channel, isOn, chosen));
    }

    private static CommandResult<Marking> Failed(UserError error) => CommandResult<Marking>.Failed(error);
}
