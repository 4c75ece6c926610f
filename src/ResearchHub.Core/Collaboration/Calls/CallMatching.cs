using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>
/// Whom a call speaks to: people who are open to what it seeks and meet everything that it names. A field that a person does not show to everybody
/// is unknown here, so that nobody learns it from a call. Who knows a language in one script reads it in another.
/// </summary>
public static class CallMatching
{
    /// <summary>Holds when the call <c>c</c> speaks to the researcher <c>r</c>.</summary>
    internal const string Condition = """
        r.merged_into_id is null and not r.restricted ? 'OPEN_TO' and r.open_to @> array[c.seeks]
        and (c.languages = '{}' or (not r.restricted ? 'LANGUAGES' and language_tags(r.languages) && language_tags(c.languages)))
        and (c.sectors = '{}' or (not r.restricted ? 'SECTOR' and r.sector = any(c.sectors)))
        and (c.place_id is null or (not r.restricted ? 'AFFILIATIONS' and exists (
          select from affiliations l join organizations o on o.id = l.organization_id join places p on p.id = o.place_id
          join places w on w.id = c.place_id
          where l.researcher_id = r.id and l.ended_on is null and w.code = any(p.path))))
        and (not exists (select from call_concepts q where q.call_id = c.id) or (not r.restricted ? 'EXPERTISE' and exists (
          select from call_concepts q join concepts w on w.id = q.concept_id
          join researcher_expertise e on e.researcher_id = r.id join concepts k on k.id = e.concept_id
          where q.call_id = c.id and k.scheme = w.scheme and w.notation = any(k.path))))
        """;
}

/// <summary>Tells those whom a new call speaks to. Not in the request that opens it: there may be many.</summary>
public sealed class CallAnnouncer(HubTransactions transactions, TimeProvider time) : IFeedReader<ActivityEntry>
{
    /// <inheritdoc />
    public string Name => "call-matching";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries.Where(entry => entry.Kind == ActivityKind.CallOpened))
        {
            await AnnounceAsync(entry.TopicId, cancellationToken);
        }
    }

    private async Task AnnounceAsync(long call, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        var isFirst = await transaction.ExecuteAsync(
            "update collaboration_calls set announced_at = $2 where id = $1 and announced_at is null and closed_at is null",
            [call, now],
            cancellationToken
        );
        if (isFirst == 0)
        {
            return;
        }
        var people = await transaction.ListAsync(
            $"""
            select u.id from collaboration_calls c join researchers r on {CallMatching.Condition} join users u on u.researcher_id = r.id
            where c.id = $1 and u.id is distinct from c.opened_by order by u.id
            """,
            [call],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        foreach (var batch in people.Chunk(Activity.MostAddressed))
        {
            await new Activity(ActivityKind.CallMatched, CallRow.TypeName, call) { Addressed = batch }.WriteAsync(
                transaction,
                now,
                cancellationToken
            );
        }
        await transaction.CommitAsync();
    }
}
