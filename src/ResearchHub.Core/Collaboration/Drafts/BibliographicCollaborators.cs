using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Names those among the authors of a work who work on it and are to be named.</summary>
internal static class BibliographicCollaborators
{
    private const string Sql = """
        with people as (
          select c.accepted_at, c.id, coalesce(r.merged_into_id, r.id) as researcher_id, u.name, coalesce(r.name, u.name) as printed,
            row_number() over (partition by r.id is null, lower(u.name) order by c.accepted_at, c.id) as nth
          from research_outputs o
          join output_collaborators c on c.work_id = coalesce(o.first_version_id, o.id) and c.is_bibliographic and c.accepted_at is not null
          join users u on u.id = c.user_id left join researchers r on r.id = u.researcher_id
          where o.id = $1),
        names as (
          select a.position, lower(a.name_as_printed) as name from contributions a
          where a.output_id = $1 and a.researcher_id is null and a.organization_id is null),
        linked as (
          update contributions a set researcher_id = p.researcher_id from people p
          where a.output_id = $1 and p.researcher_id is not null
            and a.position = (select min(n.position) from names n where n.name in (lower(p.name), lower(p.printed)) having count(*) = 1)
            and (select count(*) from people q where lower(a.name_as_printed) in (lower(q.name), lower(q.printed))) = 1
            and not exists (select from contributions b where b.output_id = $1 and b.researcher_id = p.researcher_id)
          returning a.researcher_id)
        insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
        select $1, (select coalesce(max(position), -1) from contributions where output_id = $1) + row_number() over (order by p.accepted_at, p.id),
          p.researcher_id, p.printed, array[]::text[]
        from people p
        where case when p.researcher_id is null then p.nth > (select count(*) from names n where n.name = lower(p.printed))
          else not exists (select from linked l where l.researcher_id = p.researcher_id)
            and not exists (select from contributions a where a.output_id = $1 and a.researcher_id = p.researcher_id) end
        """;

    /// <summary>Whether an account is among the contributors of any version of a work, by its profile or by its name alone; SQL.</summary>
    public static string IsNamed(string work, string user) =>
        $"""
            exists (
              select from users u left join researchers r on r.id = u.researcher_id
              join research_outputs v on v.id = {work} or v.first_version_id = {work}
              join contributions a on a.output_id = v.id and (a.researcher_id = coalesce(r.merged_into_id, r.id)
                or (a.researcher_id is null and a.organization_id is null and lower(a.name_as_printed) = lower(u.name)))
              where u.id = {user})
            """;

    /// <summary>
    /// Adds to the contributors of an output that is about to be published who has accepted to work on it and is to be named, in the order in which they
    /// accepted, by their profiles or else by the names of their accounts. Whoever is there already stays where they are; a name that stood alone gets
    /// the profile that the account has got since, unless it may be somebody else's of that name. Namesakes without profiles stand there as often as
    /// they are.
    /// </summary>
    public static Task NameAsync(NpgsqlConnection connection, long output, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(connection, Sql, [output], cancellationToken);
}
