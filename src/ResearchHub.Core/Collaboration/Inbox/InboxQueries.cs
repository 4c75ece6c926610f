using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Which notifications of a person.</summary>
/// <param name="States">Null for all.</param>
/// <param name="Kinds">Null for all.</param>
public sealed record InboxFilter(IReadOnlyList<NotificationState>? States, IReadOnlyList<string>? Kinds);

/// <summary>Reads of inboxes. Those that give notifications leave out what exists for the person no more.</summary>
public sealed class InboxQueries(ReadDatabase database, SubjectGate gate)
{
    private static readonly PageSql<Notification> Notifications = new(
        Notification.Columns,
        Notification.ColumnCount,
        "from notifications n",
        "n",
        Notification.Read
    );

    /// <summary>Notifications of an account, latest first.</summary>
    public ListQuery<Notification> List(long user, InboxFilter filter) =>
        new(
            database,
            Notifications,
            sql =>
            {
                var conditions = new List<string> { $"n.user_id = {sql.Value(user)}" };
                if (filter.States is { } states)
                {
                    conditions.Add($"n.state = any({sql.Value(states.Select(ConstantCase.Of).ToArray())})");
                }
                if (filter.Kinds is { } kinds)
                {
                    conditions.Add($"n.kind = any({sql.Value(kinds.ToArray())})");
                }
                return conditions;
            },
            null,
            []
        );

    /// <summary>Groups of an account's notifications, the one with the latest first.</summary>
    /// <param name="states">Only notifications in these states count; null for all.</param>
    public ListQuery<NotificationGroup> Groups(long user, IReadOnlyList<NotificationState>? states)
    {
        var condition = states is null
            ? "true"
            : $"state in ({string.Join(", ", states.Select(state => $"'{ConstantCase.Of(state)}'").Append("''"))})";
        var groups = new PageSql<NotificationGroup>(
            "g.group_type, g.group_id, g.id, g.count, g.unread",
            5,
            $"""
            from (
              select user_id, group_type, group_id, max(id) as id, count(*)::int as count, (count(*) filter (where state = 'UNREAD'))::int as unread
              from notifications where {condition} group by user_id, group_type, group_id) g
            """,
            "g",
            reader => new NotificationGroup(
                new SubjectKey(reader.GetString(0), reader.GetInt64(1)),
                reader.GetInt64(2),
                reader.GetInt32(3),
                reader.GetInt32(4)
            )
        );
        return new(database, groups, sql => [$"g.user_id = {sql.Value(user)}"], null, []);
    }

    /// <summary>Notifications of an account by key; those of others are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Notification>> ByIdAsync(long[] ids, long user, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {Notification.Columns} from notifications where id = any($1) and user_id = $2",
                [ids, user],
                Notification.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>How many notifications of an account are unread; those that a list leaves out are among them.</summary>
    public Task<long> UnreadAsync(long user, CancellationToken cancellationToken) =>
        database.ScalarAsync<long>("select count(*) from notifications where user_id = $1 and state = 'UNREAD'", [user], cancellationToken);

    /// <summary>What of these notifications may still be shown to a caller, and how much of it.</summary>
    public async Task<IReadOnlyList<ShownNotification>> ShownAsync(
        IReadOnlyList<Notification> notifications,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var visible = await gate.VisibleAsync(
            notifications.SelectMany(one => Told(one).Records.Append(one.Group)),
            caller,
            cancellationToken
        );
        return
        [
            .. notifications
                .Where(one => one.UserId == caller.UserId && Told(one).ExistsAmong(visible))
                .Select(one => new ShownNotification(
                    one,
                    visible.Contains(one.Topic) ? one.Topic : null,
                    one.Subject is { } subject && visible.Contains(subject) ? subject : null,
                    visible.Contains(one.Group) ? one.Group : null
                )),
        ];
    }

    /// <summary>A page without what exists for the caller no more.</summary>
    public async Task<Page<ShownNotification>> ShownAsync(Page<Notification> page, Caller caller, CancellationToken cancellationToken)
    {
        var shown = (await ShownAsync([.. page.Items.Select(item => item.Value)], caller, cancellationToken)).ToDictionary(one =>
            one.Notification.Id
        );
        return new Page<ShownNotification>(
            [
                .. page
                    .Items.Where(item => shown.ContainsKey(item.Value.Id))
                    .Select(item => new PageItem<ShownNotification>(shown[item.Value.Id], item.Cursor)),
            ],
            page.HasNextPage,
            page.HasPreviousPage
        );
    }

    /// <summary>A page of groups with the latest notification of each, without those whose latest exists for the caller no more.</summary>
    public async Task<Page<ShownGroup>> ShownAsync(Page<NotificationGroup> page, Caller caller, CancellationToken cancellationToken)
    {
        var latest = await ByIdAsync([.. page.Items.Select(item => item.Value.LatestId)], caller.UserId!.Value, cancellationToken);
        var shown = (await ShownAsync([.. latest.Values], caller, cancellationToken)).ToDictionary(one => one.Notification.Id);
        return new Page<ShownGroup>(
            [
                .. page
                    .Items.Where(item => shown.ContainsKey(item.Value.LatestId))
                    .Select(item => new PageItem<ShownGroup>(new ShownGroup(item.Value, shown[item.Value.LatestId]), item.Cursor)),
            ],
            page.HasNextPage,
            page.HasPreviousPage
        );
    }

    /// <summary>Of what an account is told by which channel: what it has chosen, and for the rest what holds for everybody.</summary>
    public async Task<IReadOnlyList<NotificationPreference>> PreferencesAsync(long user, CancellationToken cancellationToken)
    {
        var chosen = (
            await database.ListAsync(
                "select kind, channel, is_on, cadence from notification_preferences where user_id = $1",
                [user],
                reader => new NotificationPreference(
                    reader.GetString(0),
                    reader.GetEnum<NotificationChannel>(1),
                    reader.GetBoolean(2),
                    reader.GetEnum<Cadence>(3)
                ),
                cancellationToken
            )
        ).ToDictionary(one => (one.Kind, one.Channel));
        return
        [
            .. NotificationKinds.All.SelectMany(kind =>
                Enum.GetValues<NotificationChannel>()
                    .Select(channel => chosen.GetValueOrDefault((kind, channel)) ?? NotificationPreference.ByDefault(kind, channel))
            ),
        ];
    }

    private static Tellable Told(Notification one) => new(one.Topic, one.Subject, one.IsAddressed);
}

/// <summary>A notification as far as its reader may see it now.</summary>
/// <param name="Topic">Null when it exists for them no more.</param>
/// <param name="Subject">Null when there is none that exists for them.</param>
/// <param name="Group">Null when it exists for them no more.</param>
public sealed record ShownNotification(Notification Notification, SubjectKey? Topic, SubjectKey? Subject, SubjectKey? Group)
{
    /// <summary>Who did it; who knows nothing of what a comment is written on does not learn who talks there.</summary>
    public long? ActorId => Topic is null && Notification.Subject is { Type: "Comment" } ? null : Notification.ActorId;
}

/// <summary>A group as far as its reader may see it now.</summary>
public sealed record ShownGroup(NotificationGroup Group, ShownNotification Latest);
