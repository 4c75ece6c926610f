using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Whom it concerns that an output is withdrawn or retracted. What holds of one version of a work is asked of all: readers of an earlier one build on it too.</summary>
internal static class ConcernedPeople
{
    private const string Versions = """
        research_outputs v
        where v.id = coalesce(o.first_version_id, o.id) or v.first_version_id = coalesce(o.first_version_id, o.id)
        """;

    /// <summary>
    /// The work <c>o</c>, and what leans on it whichever of the two says so: who cites it, or is cited by it in the words of the other, such as a part or a
    /// supplement. $3 are the relations by which a source leans on its target, $4 those by which the target leans on the source.
    /// </summary>
    private const string Works = $"""
        select v.id from {Versions}
        union
        select r.source_id from output_relations r where r.target_id in (select v.id from {Versions}) and r.type <> all($4)
        union
        select r.target_id from output_relations r where r.source_id in (select v.id from {Versions}) and r.type <> all($3)
        """;

    /// <summary>
    /// Accounts, by the event <c>e</c> on the output <c>o</c>: who owns, writes or is named in it or in what leans on it; who listed or bookmarked it; who has
    /// or had its data.
    /// </summary>
    public const string Sql = $"""
        select p.user_id from research_outputs s
        cross join lateral (
          select s.owner_id as user_id where s.owner_id is not null
          union all
          select c.user_id from output_collaborators c where c.work_id = coalesce(s.first_version_id, s.id) and c.accepted_at is not null
          union all
          select u.id from contributions c join users u on u.researcher_id = c.researcher_id where c.output_id = s.id) p
        where s.id in ({Works})
        union
        select w.user_id from reading_list_items i join reading_lists l on l.id = i.list_id
        cross join lateral (
          select l.owner_id as user_id union all select i.added_by where i.added_by is not null
          union all select m.user_id from reading_list_members m where m.list_id = l.id and l.visibility <> 'PRIVATE') w
        where i.output_id in (select v.id from {Versions})
        union
        select g.user_id from data_access_grants g
        where g.output_id in (select v.id from {Versions}) and g.revoked_at is null and g.expires_at > e.occurred_at
        union
        select d.user_id from file_downloads d where d.output_id in (select v.id from {Versions}) and d.user_id is not null and d.kind = 'DOWNLOAD'
        """;

    /// <summary>The values $3 and $4.</summary>
    public static object[] Values { get; } =
    [
        RelationTypes.Leaning.Select(ConstantCase.Of).ToArray(),
        RelationTypes.Leaning.Select(type => ConstantCase.Of(type.Inverse())).ToArray(),
    ];
}
