using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Tells people of the open calls that speak to them, of each once. Not in the request that brings it about: they may be many.</summary>
public sealed class CallAnnouncer(HubTransactions transactions, TimeProvider time)
{
    /// <summary>Tells of calls that were opened or changed.</summary>
    public Task OfCallsAsync(IEnumerable<long> calls, CancellationToken cancellationToken) => TellAsync("c.id", calls, cancellationToken);

    /// <summary>Tells people whose profiles have changed of the calls that are open.</summary>
    public Task ToResearchersAsync(IEnumerable<long> researchers, CancellationToken cancellationToken) =>
        TellAsync("r.id", researchers, cancellationToken);

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
            where {column} = any($1) and c.closed_at is null and c.deadline >= $2 and u.id is distinct from c.opened_by order by c.id, u.id
            on conflict do nothing returning call_id, user_id
            """,
            [keys, DateOnly.FromDateTime(now.UtcDateTime)],
            reader => (Call: reader.GetInt64(0), User: reader.GetInt64(1)),
            cancellationToken
        );
        foreach (var call in told.GroupBy(one => one.Call).OrderBy(call => call.Key))
        {
            foreach (var batch in call.Select(one => one.User).Order().Chunk(Activity.MostAddressed))
            {
                await new Activity(ActivityKind.CallMatched, CallRow.TypeName, call.Key) { Addressed = batch }.WriteAsync(
                    transaction,
                    now,
                    cancellationToken
                );
            }
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
    public Task HandleAsync(IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken) =>
        announcer.OfCallsAsync(
            entries
                .Where(entry => entry is { Kind: ActivityKind.CallOpened or ActivityKind.CallUpdated, TopicType: CallRow.TypeName })
                .Select(entry => entry.TopicId),
            cancellationToken
        );
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
