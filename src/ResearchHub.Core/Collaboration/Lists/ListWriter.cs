using System.Security.Cryptography;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>The statements that write reading lists, in the transaction of the command.</summary>
internal static class ListWriter
{
    /// <summary>The list, locked, so that what is done to it is done one after the other; and the level of an account on it. Null when it does not exist for it.</summary>
    public static Task<ListAccess?> LockAsync(HubTransaction transaction, long list, long user, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"""
            select {ReadingList.Columns}, coalesce(
              case when l.owner_id = $2 then 'OWN' when l.visibility <> 'PRIVATE' then (
                select m.level from reading_list_members m where m.list_id = l.id and m.user_id = $2) end,
              case when l.visibility = 'PUBLIC' then 'VIEW' end),
              l.visibility <> 'PRIVATE' and exists (select from reading_list_members m where m.list_id = l.id and m.user_id = $2)
            from reading_lists l where l.id = $1 for update of l
            """,
            [list, user],
            reader =>
                reader.GetEnumOrNull<ListLevel>(ReadingList.ColumnCount) is { } level
                    ? new ListAccess(ReadingList.Read(reader), level, reader.GetBoolean(ReadingList.ColumnCount + 1))
                    : null,
            cancellationToken
        );

    public static Task<ReadingListItem?> ItemAsync(
        HubTransaction transaction,
        string condition,
        object[] values,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            $"select {ReadingListItem.Columns} from reading_list_items i where {condition}",
            values,
            ReadingListItem.Read,
            cancellationToken
        );

    /// <summary>Makes a list of an account, whose row is locked.</summary>
    public static async Task<long> CreateAsync(
        HubTransaction transaction,
        long owner,
        ListContent content,
        bool isBookmarks,
        long? forkedFrom,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await transaction.ScalarAsync<long>(
            """
            insert into reading_lists (slug, secret, owner_id, title, description, visibility, is_bookmarks, forked_from_id, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning id
            """,
            [
                $"{SlugRule.From(content.Title.Value!)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}",
                SecretText.New(),
                owner,
                content.Title.Value!.Trim(),
                content.Description.Value,
                content.Visibility.Value ?? ListVisibility.Private,
                isBookmarks,
                forkedFrom,
                now,
            ],
            cancellationToken
        );

    /// <summary>The list that an account's bookmarks go to, made when there is none yet. The account's row is locked.</summary>
    public static async Task<long> BookmarksAsync(
        HubTransaction transaction,
        long owner,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var known = await transaction.FirstAsync(
            "select id from reading_lists where owner_id = $1 and is_bookmarks",
            [owner],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        return known != 0
            ? known
            : await CreateAsync(
                transaction,
                owner,
                new ListContent { Title = Given<string>.Of("Bookmarks") },
                isBookmarks: true,
                forkedFrom: null,
                now,
                cancellationToken
            );
    }

    /// <summary>A place on a list that is locked; where it would be too long, all items get other places first, in the same order.</summary>
    /// <param name="after">The item before it; null for the beginning when <paramref name="atEnd"/> is false.</param>
    /// <param name="moved">An item that is about to leave its own place.</param>
    public static async Task<string> PlaceAsync(
        HubTransaction transaction,
        long list,
        ReadingListItem? after,
        bool atEnd,
        long moved,
        CancellationToken cancellationToken
    )
    {
        var place = await GapAsync(transaction, list, after, atEnd, moved, cancellationToken);
        if (place.Length <= Rank.Longest)
        {
            return place;
        }
        await NumberAsync(transaction, list, cancellationToken);
        var again = after is null ? null : await ItemAsync(transaction, "i.id = $1", [after.Id], cancellationToken);
        return await GapAsync(transaction, list, again, atEnd, moved, cancellationToken);
    }

    private static async Task NumberAsync(HubTransaction transaction, long list, CancellationToken cancellationToken)
    {
        var items = await transaction.ListAsync(
            "select id from reading_list_items where list_id = $1 order by position, id",
            [list],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await transaction.ExecuteAsync(
            """
            update reading_list_items i set position = n.position from unnest($1::bigint[], $2::text[]) n(id, position) where i.id = n.id
            """,
            [items.ToArray(), Rank.Behind(null).Take(items.Count).ToArray()],
            cancellationToken
        );
    }

    private static async Task<string> GapAsync(
        HubTransaction transaction,
        long list,
        ReadingListItem? after,
        bool atEnd,
        long moved,
        CancellationToken cancellationToken
    )
    {
        if (atEnd)
        {
            return Rank.Between(
                await transaction.FirstAsync(
                    "select position from reading_list_items where list_id = $1 and id <> $2 order by position desc limit 1",
                    [list, moved],
                    reader => reader.GetString(0),
                    cancellationToken
                ),
                null
            );
        }
        var next = await transaction.FirstAsync(
            "select position from reading_list_items where list_id = $1 and id <> $2 and position > $3 order by position limit 1",
            [list, moved, after?.Position ?? ""],
            reader => reader.GetString(0),
            cancellationToken
        );
        return Rank.Between(after?.Position, next);
    }

    public static Task<int> TouchAsync(HubTransaction transaction, long list, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("update reading_lists set updated_at = $2 where id = $1", [list, now], cancellationToken);
}
