using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What the commands on collaborators share.</summary>
internal static class CollaboratorRows
{
    public const string Table = "output_collaborators";

    /// <summary>The work that an output is a version of, locked, so that who works on it changes one after the other.</summary>
    public static async Task<(long Work, long? Owner)> WorkAsync(
        HubTransaction transaction,
        long output,
        CancellationToken cancellationToken
    ) =>
        await transaction.FirstAsync(
            """
            select w.id, o.owner_id from research_outputs o join research_outputs w on w.id = coalesce(o.first_version_id, o.id)
            where o.id = $1 for update of w
            """,
            [output],
            reader => (reader.GetInt64(0), reader.GetLongOrNull(1)),
            cancellationToken
        );

    /// <summary>Changes a collaborator.</summary>
    /// <param name="changes">As after <c>set</c>, with <paramref name="values"/> from $2 on.</param>
    public static async Task<Collaborator> WriteAsync(
        HubTransaction transaction,
        long id,
        string changes,
        object?[] values,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.FirstAsync(
                $"update {Table} c set {changes} where id = $1 returning {Collaborator.Columns}",
                [id, .. values],
                Collaborator.Read,
                cancellationToken
            )
        )!;

    /// <summary>
    /// Takes people off a work that is locked, and invitations to it. That they were there is remembered, of an address as its fingerprint, whoever has an account with it
    /// then or later: they know its authors. So is whether they had agreed to be there.
    /// </summary>
    /// <param name="which">Holds for these collaborators <c>c</c>, with <paramref name="values"/> from $2 on.</param>
    public static Task RemoveAsync(
        HubTransaction transaction,
        long work,
        string which,
        object?[] values,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            $"""
            with gone as (delete from {Table} c where c.work_id = $1 and {which} returning c.user_id, c.email, c.accepted_at is not null as had_part),
            people as (
              insert into former_collaborators as f (work_id, user_id, had_part)
              select $1::bigint, g.user_id, bool_or(g.had_part) from gone g where g.user_id is not null group by g.user_id
              on conflict (work_id, user_id) do update set had_part = f.had_part or excluded.had_part)
            insert into former_addresses (work_id, person)
            select distinct $1::bigint, encode(sha256(convert_to(g.email, 'UTF8')), 'hex') from gone g where g.email is not null
            on conflict do nothing
            """,
            [work, .. values],
            cancellationToken
        );

    /// <summary>Why a reviewer does not become an author.</summary>
    public static InvalidError Reviews(string field) =>
        new("You are asked to review it: decline that first, or wait for the decision.", ["input", field]);

    public static CommandResult<Collaborator> Missing(string field) =>
        CommandResult<Collaborator>.Failed(new NotFoundError("collaborator", field));
}
