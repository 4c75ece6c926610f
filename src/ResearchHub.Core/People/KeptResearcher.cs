using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People;

/// <summary>Which record a researcher has, after merges.</summary>
internal static class KeptResearcher
{
    private const string ToRead = "select id as \"Value\" from researchers where id = {0} and merged_into_id is null for share";
    private const string ToChange = "select id as \"Value\" from researchers where id = {0} and merged_into_id is null for update";

    /// <summary>SQL of the id of the kept record, by an id that it or an alias of it has; null where there is none.</summary>
    /// <param name="id">SQL of the id that is known.</param>
    public static string Sql(string id) => $"(select coalesce(kept.merged_into_id, kept.id) from researchers kept where kept.id = {id})";

    /// <summary>SQL of an array of the ids of the kept records, by ids that they or aliases of them have.</summary>
    /// <param name="ids">SQL of an array of the ids that are known.</param>
    public static string SqlOfAll(string ids) =>
        $"array(select coalesce(kept.merged_into_id, kept.id) from researchers kept where kept.id = any({ids}))";

    /// <summary>SQL of a list of all ids of a researcher: of the kept record and of its aliases, by any of them; none for what is no researcher.</summary>
    /// <param name="id">SQL of the id that is known.</param>
    public static string SqlOfIds(string id) =>
        $"(select named.id from researchers named where named.id = {Sql(id)} or named.merged_into_id = {Sql(id)})";

    /// <summary>SQL of whether a record of any type is the one that is named, by any of its ids.</summary>
    public static string IsSame(string type, string id, string namedType, string named) =>
        $"{type} = {namedType} and ({id} = {named} or ({namedType} = '{nameof(Researcher)}' and {id} in {SqlOfIds(named)}))";

    /// <summary>The id of the kept record; null when there is none. No merge changes it before the transaction ends.</summary>
    public static Task<long?> LockAsync(HubDbContext context, long id, CancellationToken cancellationToken) =>
        LockAsync(context, id, ToRead, cancellationToken);

    /// <summary>As <see cref="LockAsync(HubDbContext, long, CancellationToken)"/>, for a transaction that changes the record.</summary>
    public static Task<long?> LockToChangeAsync(HubDbContext context, long id, CancellationToken cancellationToken) =>
        LockAsync(context, id, ToChange, cancellationToken);

    /// <summary>The id of the kept record as things stand; null when there is none.</summary>
    public static async Task<long?> FindAsync(HubDbContext context, long id, CancellationToken cancellationToken) =>
        await context
            .Database.SqlQuery<long>($"select coalesce(merged_into_id, id) as \"Value\" from researchers where id = {id}")
            .ToListAsync(cancellationToken)
            is [var kept]
            ? kept
            : null;

    private static async Task<long?> LockAsync(HubDbContext context, long id, string sql, CancellationToken cancellationToken)
    {
        // An alias is not locked itself: who merges what it leads to has locked that, and then waits for the alias.
        while (await FindAsync(context, id, cancellationToken) is { } kept)
        {
            var locked = await context.Database.SqlQueryRaw<long>(sql, kept).ToListAsync(cancellationToken);
            if (locked is [_])
            {
                return kept;
            }
        }
        return null;
    }
}
