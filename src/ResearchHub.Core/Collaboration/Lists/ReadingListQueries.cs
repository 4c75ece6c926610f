using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Reads of reading lists; each method is one SQL statement.</summary>
public sealed class ReadingListQueries(ReadDatabase database)
{
    /// <summary>Level of the account $n on list <c>l</c>; null when the list does not exist for it.</summary>
    private static string Level(string user) =>
        $"""
            case when l.owner_id = {user} then 'OWN'
              when l.visibility <> 'PRIVATE' and m.level is not null then m.level
              when l.visibility = 'PUBLIC' then 'VIEW' end
            """;

    private static readonly PageSql<ListAccess> Lists = new(
        $"{ReadingList.Columns}, l.level, l.is_member",
        ReadingList.ColumnCount + 2,
        "",
        "l",
        Access
    );

    private static readonly PageSql<ReadingListItem> Items = new(
        ReadingListItem.Columns,
        ReadingListItem.ColumnCount,
        "from reading_list_items i",
        "i",
        ReadingListItem.Read
    );

    private static readonly PageSql<ReadingListMember> MembersOfLists = new(
        "m.list_id, m.user_id, m.level, m.created_at",
        4,
        "from (select m.*, m.user_id as id from reading_list_members m) m",
        "m",
        reader => new ReadingListMember(reader.GetInt64(0), reader.GetInt64(1), reader.GetEnum<ListLevel>(2), reader.GetTime(3))
    );

    private static readonly OrderTerm[] FirstShared =
    [
        new(new OrderField("createdAt", "Since when it is shared with them.", "{t}.created_at", OrderKeyType.Timestamp), Descending: false),
    ];

    private static readonly OrderTerm[] InPlace =
    [
        new(new OrderField("position", "Its place.", "{t}.position", OrderKeyType.Text), Descending: false),
    ];

    private static readonly OrderTerm[] LastChanged =
    [
        new(new OrderField("updatedAt", "When it was last changed.", "{t}.updated_at", OrderKeyType.Timestamp), Descending: true),
    ];

    /// <summary>Lists that an account keeps or that are shared with it, those last changed first.</summary>
    public ListQuery<ListAccess> OfUser(long user) =>
        new(
            database,
            Lists with
            {
                From = """
                from (
                  select l.*, l.owner_id as user_id, 'OWN' as level, false as is_member from reading_lists l
                  union all
                  select l.*, m.user_id, m.level, true from reading_list_members m join reading_lists l on l.id = m.list_id
                  where l.visibility <> 'PRIVATE') l
                """,
            },
            sql => [$"l.user_id = {sql.Value(user)}"],
            null,
            LastChanged
        );

    /// <summary>Lists that everybody sees, as a caller does, those last changed first.</summary>
    public ListQuery<ListAccess> Public(Caller caller) =>
        new(
            database,
            Lists with
            {
                From = $"""
                from (
                  select l.*, {Level("$1")} as level, m.user_id is not null as is_member from reading_lists l
                  left join reading_list_members m on m.list_id = l.id and m.user_id = $1
                  where l.visibility = 'PUBLIC') l
                """,
            },
            sql =>
            {
                sql.Value(caller.UserId ?? 0);
                return ["true"];
            },
            null,
            LastChanged
        );

    /// <summary>Bookmarks of an account, by output; outputs that it has not bookmarked are left out.</summary>
    public async Task<IReadOnlyDictionary<long, ReadingListItem>> BookmarksAsync(
        long[] outputs,
        long user,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select {ReadingListItem.Columns} from reading_lists l join reading_list_items i on i.list_id = l.id
                where l.owner_id = $2 and l.is_bookmarks and i.output_id = any($1)
                """,
                [outputs, user],
                ReadingListItem.Read,
                cancellationToken
            )
        ).ToDictionary(item => item.OutputId);

    /// <summary>Lists by key, as far as they exist for a caller.</summary>
    public async Task<IReadOnlyDictionary<long, ListAccess>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (await FindAsync("l.id = any($2)", ids, caller, cancellationToken)).ToDictionary(one => one.List.Id);

    /// <summary>The list of an address, by slug if it exists for the caller, by secret for whoever has it; null when there is none.</summary>
    public async Task<ReadingList?> ByAddressAsync(string address, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ReadingList.Columns} from reading_lists l left join reading_list_members m on m.list_id = l.id and m.user_id = $1
                where l.secret = $2 or (l.slug = $2 and {Level("$1")} is not null)
                """,
                [caller.UserId ?? 0, address],
                ReadingList.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The list with a slug, if it exists for the caller.</summary>
    public async Task<ListAccess?> BySlugAsync(string slug, Caller caller, CancellationToken cancellationToken) =>
        (await FindAsync("l.slug = $2", slug, caller, cancellationToken)).FirstOrDefault();

    /// <summary>Pages of what stands on many lists, in their order.</summary>
    public Task<IReadOnlyDictionary<long, Page<ReadingListItem>>> ItemsAsync(
        long[] lists,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Items.ChildrenAsync(database, new SqlText(), lists, ["i.list_id = p.id"], null, InPlace, page, cancellationToken);

    /// <summary>How much stands on many lists.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountItemsAsync(long[] lists, CancellationToken cancellationToken) =>
        Items.ChildCountsAsync(database, new SqlText(), lists, ["i.list_id = p.id"], null, cancellationToken);

    /// <summary>What stands on one list, in its order.</summary>
    public ListQuery<ReadingListItem> ItemsOf(long list) => new(database, Items, sql => [$"i.list_id = {sql.Value(list)}"], null, InPlace);

    /// <summary>The outputs on many lists and what is said of each, each list in its order.</summary>
    public Task<List<(long List, long Output, string? Note)>> OutputsOfAsync(
        long[] lists,
        int maximum,
        CancellationToken cancellationToken
    ) =>
        database.ListAsync(
            "select list_id, output_id, note from reading_list_items where list_id = any($1) order by list_id, position, id limit $2",
            [lists, maximum],
            reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetStringOrNull(2)),
            cancellationToken
        );

    /// <summary>What was put on a list last, newest first.</summary>
    public Task<List<ReadingListItem>> LatestAsync(long list, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select {ReadingListItem.Columns} from reading_list_items i where i.list_id = $1 order by i.added_at desc, i.id desc limit $2",
            [list, maximum],
            ReadingListItem.Read,
            cancellationToken
        );

    /// <summary>Whom lists are shared with, those who came first first; that they may be seen has been checked.</summary>
    public ChildrenQuery<ReadingListMember> Members() => new(database, MembersOfLists, _ => ["m.list_id = p.id"], null, FirstShared);

    private Task<List<ListAccess>> FindAsync(string condition, object value, Caller caller, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select {ReadingList.Columns}, {Level("$1")}, l.visibility <> 'PRIVATE' and m.user_id is not null from reading_lists l
            left join reading_list_members m on m.list_id = l.id and m.user_id = $1
            where {condition} and {Level("$1")} is not null
            """,
            [caller.UserId ?? 0, value],
            Access,
            cancellationToken
        );

    private static ListAccess Access(NpgsqlDataReader reader) =>
        new(ReadingList.Read(reader), reader.GetEnum<ListLevel>(ReadingList.ColumnCount), reader.GetBoolean(ReadingList.ColumnCount + 1));
}

/// <summary>Reading lists, which exist for their owner, those whom they are shared with, and the public ones for everybody.</summary>
public sealed class ReadingListSubjects(ReadingListQueries queries) : FoundSubjects<ListAccess>(nameof(ReadingList), queries.ByIdAsync);
