using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Who could read a draft with the names of its authors, now or once: they do not review it without knowing them.</summary>
/// <remarks>Who looked at it by a secret link and left no trace is not known here, nor is who was shown it outside.</remarks>
internal static class MetAuthors
{
    /// <summary>
    /// Whether an account, or another of the same person, has met the authors of a draft in another part than a reviewer's: as who curates a community that has it or was asked for it, or did;
    /// as who owned it, worked on it or was asked to, under their address too, or whose opinion was wanted on such a request, even if not any more; as who wrote in it,
    /// talked about it or had its files, by a link that names; as a curator of the catalogue, now or at the time; or as a reviewer to whom they were named.
    /// </summary>
    public static Task<bool> HasAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>(
            $"""
            select exists (
              select from research_outputs o join research_outputs e on {Series.SameWork("e", "o")}
              join users u on u.id in {SamePerson.Of("$2")}
              where o.id = $1 and (
                exists (select from ({Readers("e.id", "o.id")}) t where t.user_id = u.id)
                or exists (
                  select from requests r where r.topic_id = e.id and r.topic_type in ({OutputTopic.Types}) and r.status <> 'CREATED'
                    and r.receiver_kind = 'USER' and r.receiver_id = u.id)
                or exists (
                  select from reviews v
                  where v.output_id = e.id and v.reviewer_id = u.id and v.method <> 'DOUBLE_ANONYMOUS' and v.has_conflict is not null)
                or exists (select from former_collaborators b where b.work_id = e.id and b.user_id = u.id)
                or exists (
                  select from former_addresses b where b.work_id = e.id and b.person = encode(sha256(convert_to(u.email, 'UTF8')), 'hex'))
                or exists (select from output_collaborators c where c.work_id = e.id and (c.user_id = u.id or c.email = u.email))
                or u.role in ('CURATOR', 'ADMIN')
                or exists (select from former_curators f where f.user_id = u.id and f.until >= o.created_at)))
            """,
            [output, user],
            cancellationToken
        );

    /// <summary>
    /// Writes down of those who are about to curate a locked community no more that they know the authors of the drafts that it has or was asked for. The works are locked
    /// first, and in order: who takes people off one of them holds it, and writes here too.
    /// </summary>
    public static Task RememberCuratorsAsync(
        HubTransaction transaction,
        long community,
        long[] users,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            $"""
            insert into former_collaborators (work_id, user_id)
            select w.id, u from (
              select w.id from research_outputs w where w.id in (
                select coalesce(o.first_version_id, o.id) from research_outputs o
                where not is_public_state(o.state) and o.id in (
                  select i.output_id from community_outputs i where i.community_id = $1
                  union all
                  select r.topic_id from requests r
                  where r.receiver_kind = 'COMMUNITY' and r.receiver_id = $1 and r.topic_type in ({OutputTopic.Types}) and r.status <> 'CREATED'))
              order by w.id for key share) w
            cross join unnest($2::bigint[]) u
            order by w.id, u
            on conflict do nothing
            """,
            [community, users],
            cancellationToken
        );

    /// <summary>
    /// Writes down of those who came to know the authors by a version that is about to be deleted, with all that it says of them, that they do. With the first version the
    /// whole work goes.
    /// </summary>
    public static Task RememberReadersAsync(HubDbContext context, long version, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(
            (NpgsqlConnection)context.Database.GetDbConnection(),
            $"""
            insert into former_collaborators (work_id, user_id)
            select o.first_version_id, u.id from research_outputs o join users u on u.id in ({Readers("o.id", "o.id")})
            where o.id = $1 and o.first_version_id is not null
            order by u.id
            on conflict do nothing
            """,
            [version],
            cancellationToken
        );

    /// <summary>Keys, as <c>user_id</c>, of those who came to know the authors by what is kept with a version: with it, this is forgotten.</summary>
    /// <param name="version">Key of the version; SQL.</param>
    /// <param name="draft">Key of the version if it is a draft: to have the files of what is public is to have met nobody; SQL.</param>
    private static string Readers(string version, string draft) =>
        $"""
            select w.actor_id as user_id from output_revisions w where w.output_id = {version}
            union all
            select c.author_id from share_links l join comments c on c.link_id = l.id where l.output_id = {version} and not l.is_anonymous
            union all
            select d.user_id from file_downloads d where d.output_id = {draft}
            union all
            select q.user_id from requests r join request_reviewers q on q.request_id = r.id
            where r.topic_id = {version} and r.topic_type in ({OutputTopic.Types}) and r.status <> 'CREATED'
            union all
            select m.user_id from community_members m where m.role in ('CURATOR', 'MANAGER', 'OWNER') and m.community_id in (
              select i.community_id from community_outputs i where i.output_id = {version}
              union all
              select r.receiver_id from requests r
              where r.receiver_kind = 'COMMUNITY' and r.topic_id = {version} and r.topic_type in ({OutputTopic.Types}) and r.status <> 'CREATED')
            """;
}
