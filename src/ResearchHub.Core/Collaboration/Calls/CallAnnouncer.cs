using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Tells people of the open calls that speak to them or are for a community that they follow, of each once. Not in the request that brings it about: they may be many.</summary>
public sealed class CallAnnouncer(HubTransactions transactions, TimeProvider time)
{
    /// <summary>Whether the account <c>u</c> can still be told of the call <c>c</c>; $2 is the day.</summary>
    private const string IsToBeTold = "c.closed_at is null and c.deadline >= $2 and u.id is distinct from c.opened_by";

    /// <summary>Tells of calls that were opened or changed.</summary>
    public Task OfCallsAsync(IEnumerable<long> calls, CancellationToken cancellationToken) => TellAsync("c.id", calls, cancellationToken);

    /// <summary>Tells people whose profiles have changed of the calls that are open.</summary>
    public Task ToResearchersAsync(IEnumerable<long> researchers, CancellationToken cancellationToken) =>
        TellAsync("r.id", researchers, cancellationToken);

    /// <summary>
    /// Tells who follows a community of calls that were opened for it, as far as the community exists for them; not those who were told because a call speaks
    /// to them.
    /// </summary>
    public async Task ToFollowersAsync(IEnumerable<long> opened, CancellationToken cancellationToken)
    {
        var keys = opened.Distinct().ToArray();
        if (keys.Length == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var told = await transaction.ListAsync(
            $"""
            with told as (
              insert into call_matches (call_id, user_id, is_follower)
              select c.id, u.id, true from collaboration_calls c join communities k on k.id = c.community_id
              join follows f on f.subject_type = '{CommunityRow.TypeName}' and f.subject_id = k.id and f.created_at <= c.opened_at
              join users u on u.id = f.user_id
              where c.id = any($1) and {IsToBeTold} and {Wants(ActivityKind.CallOpened)}
                and (k.visibility <> 'HIDDEN' or u.role = 'ADMIN' or exists (
                  select from community_members m where m.community_id = k.id and m.user_id = u.id))
              order by c.id, u.id
              on conflict do nothing returning call_id)
            select c.id, c.community_id, c.opened_by from collaboration_calls c where c.id in (select call_id from told) order by c.id
            """,
            [keys, DateOnly.FromDateTime(now.UtcDateTime)],
            reader => (Call: reader.GetInt64(0), Community: reader.GetInt64(1), OpenedBy: reader.GetLongOrNull(2)),
            cancellationToken
        );
        foreach (var (call, community, openedBy) in told)
        {
            await new Activity(ActivityKind.CallOpened, CommunityRow.TypeName, community)
            {
                SubjectType = CallRow.TypeName,
                SubjectId = call,
                ActorId = openedBy,
            }.WriteAsync(transaction, now, cancellationToken);
        }
        await transaction.CommitAsync();
    }

    /// <summary>Whether the account <c>u</c> wants to be told so: who does not may want to be told of the call in another way.</summary>
    private static string Wants(ActivityKind kind) =>
        $"""
            not exists (
              select from notification_preferences p
              where p.user_id = u.id and p.kind = '{ConstantCase.Of(kind)}' and p.channel = 'INBOX' and not p.is_on)
            """;

    private async Task TellAsync(string column, IEnumerable<long> changed, CancellationToken cancellationToken)
    {
        var keys = changed.Distinct().ToArray();
        if (keys.Length == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var told = await transaction.ListAsync(
            $"""
            insert into call_matches (call_id, user_id)
            select c.id, u.id from collaboration_calls c join researchers r on {CallMatching.Condition} join users u on u.researcher_id = r.id
            where {column} = any($1) and {IsToBeTold} and {Wants(ActivityKind.CallMatched)} order by c.id, u.id
            on conflict do nothing returning call_id, user_id
            """,
            [keys, DateOnly.FromDateTime(now.UtcDateTime)],
            reader => (Call: reader.GetInt64(0), User: reader.GetInt64(1)),
            cancellationToken
        );
        foreach (var call in told.GroupBy(one => one.Call).OrderBy(call => call.Key))
        {
            await new Activity(ActivityKind.CallMatched, CallRow.TypeName, call.Key).WriteToAsync(
                transaction,
                call.Select(one => one.User).Order(),
                now,
                cancellationToken
            );
        }
        await transaction.CommitAsync();
    }
}

/// <summary>Follows calls that are opened or changed.</summary>
public sealed class ChangedCallReader(CallAnnouncer announcer) : IFeedReader<ActivityEntry>
{
    /// <inheritdoc />
    public string Name => "call-matching";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        await announcer.OfCallsAsync(Of(ActivityKind.CallOpened).Concat(Of(ActivityKind.CallUpdated)), cancellationToken);
        await announcer.ToFollowersAsync(Of(ActivityKind.CallOpened), cancellationToken);

        IEnumerable<long> Of(ActivityKind kind) =>
            entries.Where(entry => entry.Kind == kind && entry.TopicType == CallRow.TypeName).Select(entry => entry.TopicId);
    }
}

/// <summary>Follows profiles: a call that is open may come to speak to somebody later.</summary>
public sealed class ChangedProfileReader(CallAnnouncer announcer) : IFeedReader<FeedEvent>
{
    /// <inheritdoc />
    public string Name => "call-matching-profiles";

    /// <inheritdoc />
    public bool StartsAtEnd => true;

    /// <inheritdoc />
    public Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken) =>
        announcer.ToResearchersAsync(
            entries
                .Where(entry => entry is { Kind: ChangeKind.Updated, SubjectKind: RecordKind.Researcher })
                .Select(entry => entry.SubjectId),
            cancellationToken
        );
}
