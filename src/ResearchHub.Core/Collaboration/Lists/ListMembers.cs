using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>With whom a list is shared, in the transaction of a command that has locked it.</summary>
internal static class ListMembers
{
    /// <summary>Gives somebody a level, for the first time or another one.</summary>
    /// <param name="isRaised">Whether who may do more already goes on to.</param>
    /// <param name="field">Of the input, that names them.</param>
    /// <returns>Why not; null when it was done.</returns>
    public static async Task<UserError?> PlaceAsync(
        HubTransaction transaction,
        long list,
        long user,
        ListLevel level,
        bool isRaised,
        string field,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var placed = await transaction.ExecuteAsync(
            """
            insert into reading_list_members (list_id, user_id, level, created_at)
            select $1, $2, $3, $4 where (select count(*) from reading_list_members where list_id = $1 and user_id <> $2) < $5
            on conflict (list_id, user_id) do update set level = case when $6 and reading_list_members.level = $7 then $7 else excluded.level end
            """,
            [list, user, level, now, ListRules.MostMembers, isRaised, ListLevel.Edit],
            cancellationToken
        );
        return placed == 0 ? new InvalidError($"A list is shared with at most {ListRules.MostMembers} people.", ["input", field]) : null;
    }

    /// <summary>Whether its owner alone sees a list.</summary>
    public static Task<bool> IsPrivateAsync(HubTransaction transaction, long list, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>("select visibility = 'PRIVATE' from reading_lists where id = $1", [list], cancellationToken);

    /// <summary>Shows a private list to those whom it is shared with.</summary>
    /// <returns>Whether it was private.</returns>
    public static async Task<bool> ShowAsync(HubTransaction transaction, long list, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            "update reading_lists set visibility = 'SHARED' where id = $1 and visibility = 'PRIVATE'",
            [list],
            cancellationToken
        ) > 0;
}
