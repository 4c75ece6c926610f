using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Tells of what happens where people work together: whom it is addressed to, and who follows the topic.</summary>
/// <remarks>
/// One insert for a batch. What everybody may see needs no question for each person; of the rest, where few people are, each is asked for.
/// </remarks>
public sealed class ActivityNotifier(ReadDatabase database, HubTransactions transactions, SubjectGate gate) : IFeedReader<ActivityEntry>
{
    /// <summary>
    /// What comes into a community that is not public is told to those of its followers <c>f</c> who are members; that a call is closed, by the
    /// entry that is addressed to nobody, to those who have not answered; that one is opened for a community, to those of its followers who were not told
    /// because it speaks to them.
    /// </summary>
    private const string IsForFollower = """
        a.kind <> all($2) and (a.kind <> 'COMMUNITY_OUTPUT_INCLUDED_INSIDE' or exists (
          select from community_members m where m.community_id = a.topic_id and m.user_id = f.user_id))
        and (a.kind <> 'CALL_CLOSED' or (cardinality(a.addressed) = 0 and not exists (
          select from call_answers w where w.call_id = a.topic_id and w.user_id = f.user_id)))
        and (a.kind <> 'CALL_OPENED' or exists (
          select from call_matches w where w.call_id = a.subject_id and w.user_id = f.user_id and w.is_follower))
        """;

    private const string Candidates = $"""
        select a.sequence, w.user_id, bool_or(w.is_addressed) as is_addressed
        from activities a
        cross join lateral (
          select unnest(a.addressed) as user_id, true as is_addressed
          union all
          select f.user_id, false from follows f
          where f.subject_id = a.topic_id and f.subject_type = a.topic_type and f.created_at <= a.occurred_at and {IsForFollower}) w
        where a.sequence = any($1) and w.user_id is distinct from a.actor_id and (a.subject_type is distinct from 'Comment' or not exists (
          select from comments c where c.id = a.subject_id and c.author_id = w.user_id))
        group by a.sequence, w.user_id
        """;

    /// <summary>
    /// The output that the activity <c>a</c> is about, or that the request is about that it is about, or the review, unless it is that of who is told, <c>n</c>; null
    /// for others.
    /// </summary>
    private const string Output = $"""
        (case when a.topic_type in ({OutputTopic.Types}) then a.topic_id
          when a.topic_type = 'Request' then (
            select q.topic_id from requests q where q.id = a.topic_id and q.topic_type in ({OutputTopic.Types}))
          when a.topic_type = 'Review' then (
            select v.output_id from reviews v where v.id = a.topic_id and v.reviewer_id <> n.user_id) end)
        """;

    /// <inheritdoc />
    public string Name => "activity-notifications";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ActivityEntry> all, CancellationToken cancellationToken)
    {
        ActivityEntry[] entries = [.. all.Where(MayTellSomebody)];
        if (entries.Length == 0)
        {
            return;
        }
        var open = await gate.VisibleAsync(entries.Select(TopicOf), Caller.Anonymous, cancellationToken);
        var closed = entries.Where(entry => !open.Contains(TopicOf(entry))).ToArray();
        var allowed = closed.Length == 0 ? [] : await AllowedAsync(closed, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            // Who may not know who made something is told what happened, without who did it, and nothing of threads that do not exist for them.
            $"""
            insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, subject_type, subject_id,
              actor_id, is_addressed, group_type, group_id, occurred_at)
            select n.user_id, 'activities', a.transaction, a.sequence, a.kind, a.topic_type, a.topic_id, a.subject_type, a.subject_id,
              case when not {UndecidedReviews.Blind(
                Output,
                "n.user_id"
            )} then a.actor_id end, n.is_addressed, a.topic_type, a.topic_id, a.occurred_at
            from (
              select distinct on (c.user_id, coalesce(x.comment_id, -c.sequence)) c.sequence, c.user_id, c.is_addressed
              from ({Candidates}) c
              join lateral (select a.kind, case when a.subject_type = 'Comment' then a.subject_id end as comment_id from activities a where a.sequence = c.sequence) x on true
              left join notification_preferences p on p.user_id = c.user_id and p.kind = x.kind and p.channel = 'INBOX'
              where coalesce(p.is_on, true) and (c.sequence = any($3) or (c.sequence, c.user_id) in (select * from unnest($4::bigint[], $5::bigint[])))
              order by c.user_id, coalesce(x.comment_id, -c.sequence), c.sequence) n
            join activities a on a.sequence = n.sequence
            join users u on u.id = n.user_id
            where not (a.topic_type = 'Request' and a.subject_type is not distinct from 'Comment' and {UndecidedReviews.Blind(
                Output,
                "n.user_id"
            )}) and not exists (
              select from notifications o
              where o.user_id = n.user_id and o.subject_id = a.subject_id and o.subject_type = 'Comment' and a.subject_type = 'Comment')
            order by a.sequence, n.user_id
            on conflict do nothing
            """,
            [
                entries.Select(entry => entry.Position.Sequence).ToArray(),
                NotificationKinds.AddressedOnly,
                entries.Where(entry => open.Contains(TopicOf(entry))).Select(entry => entry.Position.Sequence).ToArray(),
                allowed.Select(pair => pair.Sequence).ToArray(),
                allowed.Select(pair => pair.User).ToArray(),
            ],
            cancellationToken
        );
        await transaction.CommitAsync();
    }

    /// <summary>Who may know of what is not for everybody.</summary>
    private async Task<List<(long Sequence, long User)>> AllowedAsync(ActivityEntry[] entries, CancellationToken cancellationToken)
    {
        var candidates = await database.ListAsync(
            $"""
            select c.sequence, c.is_addressed, u.id, u.name, u.role, u.researcher_id from ({Candidates}) c join users u on u.id = c.user_id
            """,
            [entries.Select(entry => entry.Position.Sequence).ToArray(), NotificationKinds.AddressedOnly],
            reader =>
                (
                    Sequence: reader.GetInt64(0),
                    IsAddressed: reader.GetBoolean(1),
                    Caller: Recipient.Of(reader.GetInt64(2), reader.GetString(3), reader.GetEnum<Role>(4), reader.GetLongOrNull(5))
                ),
            cancellationToken
        );
        var bySequence = entries.ToDictionary(entry => entry.Position.Sequence);
        var allowed = new List<(long Sequence, long User)>();
        foreach (var person in candidates.GroupBy(one => one.Caller.UserId!.Value))
        {
            var told = person.Select(one => new Tellable(
                TopicOf(bySequence[one.Sequence]),
                SubjectOf(bySequence[one.Sequence]),
                one.IsAddressed
            ));
            var visible = await gate.VisibleAsync(told.SelectMany(one => one.Records), person.First().Caller, cancellationToken);
            allowed.AddRange(
                person.Zip(told).Where(pair => pair.Second.ExistsAmong(visible)).Select(pair => (pair.First.Sequence, person.Key))
            );
        }
        return allowed;
    }

    private static bool MayTellSomebody(ActivityEntry entry) =>
        entry.Addressed.Length > 0 || Array.IndexOf(NotificationKinds.AddressedOnly, ConstantCase.Of(entry.Kind)) < 0;

    private static SubjectKey TopicOf(ActivityEntry entry) => new(entry.TopicType, entry.TopicId);

    private static SubjectKey? SubjectOf(ActivityEntry entry) =>
        entry is { SubjectType: { } type, SubjectId: { } id } ? new SubjectKey(type, id) : null;
}
