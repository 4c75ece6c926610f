using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// Counts behind the change feed how many works here cite a work: those whose latest version says so and was not withdrawn. A citation of any version counts for all of
/// them, a work that cites itself does not count, and nobody adds to their own count by saying who cites them.
/// </summary>
/// <remarks>Of what counts anew there is an event; that is how the index hears of it. Rows are written one at a time, so that nobody ever waits for this who holds another.</remarks>
public sealed class CitationCounter(ReadDatabase database, HubTransactions transactions, TimeProvider time) : IFeedReader<FeedEvent>
{
    private const string Changed = """
        with works as (
          select coalesce(t.first_version_id, t.id) as work
          from output_relations r join research_outputs t on t.id = r.target_id where r.source_id = any($1) and r.type = any($2)
          union select coalesce(o.first_version_id, o.id) from research_outputs o where o.id = any($1)),
        versions as (
          select w.work, o.id, o.state, o.citation_count from works w cross join lateral (
            select * from research_outputs where id = w.work union all select * from research_outputs where first_version_id = w.work) o),
        counts as (
          select v.work, count(distinct coalesce(s.first_version_id, s.id))::int as count
          from versions v join output_relations r on r.target_id = v.id and r.type = any($2) join research_outputs s on s.id = r.source_id
          where s.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') and s.latest_version_id is null and coalesce(s.first_version_id, s.id) <> v.work
          group by v.work)
        select v.id, coalesce(c.count, 0) from versions v left join counts c using (work)
        where is_public_state(v.state) and v.citation_count <> coalesce(c.count, 0) order by v.id
        """;

    private const string Write = """
        with counted as (
          update research_outputs set citation_count = $2 where id = $1 and citation_count <> $2 returning id, kind)
        insert into change_events (kind, subject_kind, subject_id, occurred_at) select $3, kind, id, $4 from counted
        """;

    private static readonly string[] Citing = [ConstantCase.Of(RelationType.Cites), ConstantCase.Of(RelationType.References)];

    /// <inheritdoc />
    public string Name => "citation-counts";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Where(one => one.IsOfOutput && one.Kind != ChangeKind.Cited).Select(one => one.SubjectId).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return;
        }
        var changed = await database.ListAsync(
            Changed,
            [ids, Citing],
            reader => (Id: reader.GetInt64(0), Count: reader.GetInt32(1)),
            cancellationToken
        );
        foreach (var (id, count) in changed)
        {
            await using var transaction = await transactions.BeginAsync(cancellationToken);
            await transaction.ExecuteAsync(Write, [id, count, ConstantCase.Of(ChangeKind.Cited), time.GetUtcNow()], cancellationToken);
            await transaction.CommitAsync();
        }
    }
}
