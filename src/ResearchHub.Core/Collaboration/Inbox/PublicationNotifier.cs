using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>
/// Tells of public outputs: whoever follows the work, somebody who made it, what it is about, or a community that has it; and, when one is
/// withdrawn or retracted, everybody concerned, whatever they prefer, but who did it.
/// </summary>
public sealed class PublicationNotifier(HubTransactions transactions) : IFeedReader<FeedEvent>
{
    /// <summary>
    /// What following leads to an output <c>o</c>, the nearest first. Followers of a concept or a place are told of what lies below it; who
    /// follows a profile that was merged into another follows that one.
    /// </summary>
    private const string Followed = """
        select 1 as nearness, v.id from research_outputs v
        where v.id in (o.id, o.first_version_id) or v.first_version_id = coalesce(o.first_version_id, o.id)
        union all
        select 2, r.id from contributions c join researchers r on r.id = c.researcher_id or r.merged_into_id = c.researcher_id
        where c.output_id = o.id
        union all
        select 3, c.organization_id from contributions c where c.output_id = o.id and c.organization_id is not null
        union all
        select 4, b.id from output_concepts t join concepts k on k.id = t.concept_id
        join concepts b on b.scheme = k.scheme and b.notation = any(k.path) where t.output_id = o.id
        union all
        select 5, b.id from output_places t join places l on l.id = t.place_id join places b on b.code = any(l.path) where t.output_id = o.id
        union all
        select 6, i.community_id from community_outputs i where i.output_id = o.id
        """;

    /// <summary>
    /// Whether the follower <c>f</c> of a community is told of an event <c>e</c>. Of what comes into it the community itself tells
    /// (<see cref="Communities.CommunityAnnouncer"/>); what it has is seen by members alone where it is not public.
    /// </summary>
    private const string IsToldInCommunity = """
        e.kind <> 'PUBLISHED' and exists (
          select from communities c where c.id = w.id and (c.visibility = 'PUBLIC' or exists (
            select from community_members m where m.community_id = c.id and m.user_id = f.user_id)))
        """;

    /// <inheritdoc />
    public string Name => "publication-notifications";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken)
    {
        var told = entries.Where(IsTold).Select(entry => entry.Position.Sequence).ToArray();
        if (told.Length == 0)
        {
            return;
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            $"""
            with events as (
              select e.transaction, e.sequence, e.kind, e.subject_kind, e.subject_id, e.actor_id, e.occurred_at
              from change_events e join research_outputs o on o.id = e.subject_id and is_public_state(o.state)
              where e.sequence = any($1) and (e.kind <> 'UPDATED' or exists (
                select from output_versions v where v.output_id = o.id and v.version > 1 and v.published_at = e.occurred_at))),
            people as (
              select e.sequence, f.user_id, false as must, w.nearness, f.subject_type, f.subject_id
              from events e join research_outputs o on o.id = e.subject_id
              cross join lateral ({Followed}) w
              join follows f on f.subject_id = w.id and f.created_at <= e.occurred_at
              where (e.kind <> 'UPDATED' or w.nearness = 1) and (w.nearness < 6 or ({IsToldInCommunity}))
              union all
              select e.sequence, c.user_id, true, 0, null, null
              from events e join research_outputs o on o.id = e.subject_id
              cross join lateral ({ConcernedPeople.Sql}) c
              where e.kind = any($2))
            insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, is_addressed,
              group_type, group_id, occurred_at)
            select n.user_id, 'change_events', e.transaction, e.sequence, e.kind, t.name, e.subject_id, n.must,
              coalesce(n.subject_type, t.name), coalesce(n.subject_id, e.subject_id), e.occurred_at
            from (select distinct on (sequence, user_id) * from people order by sequence, user_id, nearness, subject_id) n
            join events e on e.sequence = n.sequence
            join (values ('STUDY', 'Study'), ('DATASET', 'Dataset'), ('LEARNING_RESOURCE', 'LearningResource')) t(kind, name) on t.kind = e.subject_kind
            left join notification_preferences p on p.user_id = n.user_id and p.kind = e.kind and p.channel = 'INBOX'
            where (n.must or coalesce(p.is_on, true)) and n.user_id is distinct from e.actor_id
            order by e.transaction, e.sequence, n.user_id
            on conflict do nothing
            """,
            [told, NotificationKinds.AlwaysTold.ToArray(), .. ConcernedPeople.Values],
            cancellationToken
        );
        await transaction.CommitAsync();
    }

    private static bool IsTold(FeedEvent entry) =>
        entry.IsOfOutput && entry.Kind is not (ChangeKind.Superseded or ChangeKind.Cited or ChangeKind.Deleted);
}
