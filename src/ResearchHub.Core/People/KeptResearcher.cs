using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People;

/// <summary>Which record a researcher has, after merges.</summary>
internal static class KeptResearcher
{
    /// <summary>SQL of the id of the kept record, by an id that it or an alias of it has; null where there is none.</summary>
    /// <param name="id">SQL of the id that is known.</param>
    public static string Sql(string id) => $"(select coalesce(kept.merged_into_id, kept.id) from researchers kept where kept.id = {id})";

    /// <summary>The id of the kept record; null when there is none. No merge changes it before the transaction ends.</summary>
    public static async Task<long?> LockAsync(HubDbContext context, long id, CancellationToken cancellationToken)
    {
        var found = await context
            .Database.SqlQuery<long>($"select coalesce(merged_into_id, id) as \"Value\" from researchers where id = {id} for share")
            .ToListAsync(cancellationToken);
        // What it was merged into may have become an alias itself before it was locked.
        return found is [var kept] && kept != id ? await LockAsync(context, kept, cancellationToken)
            : found is [] ? null
            : id;
    }
}
