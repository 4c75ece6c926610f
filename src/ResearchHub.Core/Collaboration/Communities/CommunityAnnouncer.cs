using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>
/// Follows publications: what a community took in as a draft is announced there when it is published, and a new version takes the place that
/// the work has in communities.
/// </summary>
public sealed class CommunityAnnouncer(HubTransactions transactions, TimeProvider time) : IFeedReader<FeedEvent>
{
    /// <inheritdoc />
    public string Name => "community-outputs";

    /// <inheritdoc />
    public bool StartsAtEnd => true;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken)
    {
        long[] published =
        [
            // A new version is an update of the work.
            .. entries.Where(entry => entry.Kind is ChangeKind.Published or ChangeKind.Updated).Select(entry => entry.SubjectId).Distinct(),
        ];
        if (published.Length == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Whoever takes a work out meanwhile is done before, or waits: none of its versions comes in behind their back.
        await transaction.ExecuteAsync(
            """
            select from communities c where c.id in (
              select i.community_id from research_outputs o
              join research_outputs v on v.id = o.first_version_id or v.first_version_id = o.first_version_id
              join community_outputs i on i.output_id = v.id where o.id = any($1))
            order by c.id for share
            """,
            [published],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            """
            insert into community_outputs (community_id, output_id, included_at, included_by, is_announced)
            select distinct on (i.community_id, o.id) i.community_id, o.id, $2, i.included_by, false
            from research_outputs o join research_outputs v on v.id = o.first_version_id or v.first_version_id = o.first_version_id
            join community_outputs i on i.output_id = v.id
            where o.id = any($1) and o.first_version_id is not null and v.id <> o.id
            order by i.community_id, o.id
            on conflict do nothing
            """,
            [published, now],
            cancellationToken
        );
        var announced = await transaction.ListAsync(
            """
            update community_outputs i set is_announced = true, included_at = $2 from research_outputs o, communities c
            where i.output_id = any($1) and not i.is_announced and o.id = i.output_id and is_public_state(o.state) and c.id = i.community_id
            returning i.community_id, c.visibility, o.kind, o.id
            """,
            [published, now],
            reader =>
                (
                    Community: reader.GetInt64(0),
                    Visibility: reader.GetEnum<CommunityVisibility>(1),
                    Kind: reader.GetEnum<Catalogue.RecordKind>(2),
                    Output: reader.GetInt64(3)
                ),
            cancellationToken
        );
        foreach (var (community, visibility, kind, output) in announced)
        {
            await Included(community, visibility, kind.ToString(), output).WriteAsync(transaction, now, cancellationToken);
        }
        await transaction.CommitAsync();
    }

    internal static Activity Included(long community, CommunityVisibility visibility, string outputType, long output) =>
        new(
            visibility == CommunityVisibility.Public ? ActivityKind.CommunityOutputIncluded : ActivityKind.CommunityOutputIncludedInside,
            CommunityRow.TypeName,
            community
        )
        {
            SubjectType = outputType,
            SubjectId = output,
        };
}
