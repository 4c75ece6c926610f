using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>The versions of one work.</summary>
internal static class Series
{
    /// <summary>Holds for the versions of the work of an output.</summary>
    /// <param name="version">Alias of the version; SQL.</param>
    /// <param name="output">Alias of the output; SQL.</param>
    public static string SameWork(string version, string output) =>
        $"({version}.id = coalesce({output}.first_version_id, {output}.id) or {version}.first_version_id = coalesce({output}.first_version_id, {output}.id))";

    /// <summary>Holds where an account owns the output <c>o</c> or works on it.</summary>
    /// <param name="user">Key of the account; SQL.</param>
    public static string IsTeam(string user) =>
        $"""
            (coalesce(o.owner_id = {user}, false) or exists (
              select from output_collaborators c
              where c.work_id = coalesce(o.first_version_id, o.id) and c.user_id = {user} and c.accepted_at is not null))
            """;

    /// <summary>
    /// Settles which version is the latest, after one was published or withdrawn, and announces those whose standing changed. In the
    /// caller's transaction; who does so for the same work waits, and who relates to a version of it does not.
    /// </summary>
    public static async Task SettleAsync(
        Data.HubDbContext context,
        ResearchOutput moved,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var first = moved.FirstVersionId ?? moved.Id;
        await context.Database.ExecuteSqlAsync($"select 1 from research_outputs where id = {first} for no key update", cancellationToken);
        await Statements.ExecuteAsync(
            (NpgsqlConnection)context.Database.GetDbConnection(),
            """
            with latest as (
              select id from research_outputs
              where (id = $1 or first_version_id = $1) and state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') order by version desc limit 1),
            settled as (
              update research_outputs o set latest_version_id = nullif(latest.id, o.id), updated_at = $3 from latest
              where (o.id = $1 or o.first_version_id = $1) and is_public_state(o.state)
                and o.latest_version_id is distinct from nullif(latest.id, o.id)
              returning o.id, o.kind, o.state, o.latest_version_id)
            insert into change_events (kind, subject_kind, subject_id, occurred_at)
            select case when latest_version_id is null then 'UPDATED' else 'SUPERSEDED' end, kind, id, $3
            from settled where id <> $2 and state <> 'WITHDRAWN' order by id
            """,
            [first, moved.Id, now],
            cancellationToken
        );
    }
}
