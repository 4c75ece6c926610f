using System.Text.Json;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Core.SavedSearches;

/// <summary>
/// Asks of each publication which saved searches it answers, and of each end which have matched the record before; writes down the matches: once
/// each, in the order of the feed.
/// </summary>
public sealed class SavedSearchReader(
    ISavedQueryMatcher matcher,
    VocabularyNames names,
    SearchDocumentQueries documents,
    SavedSearchQueries queries,
    ReadDatabase database,
    KeptContributors contributors,
    MatchWriter writer
) : IFeedReader<FeedEvent>
{
    /// <summary>By which its place in the feed is kept.</summary>
    public const string ReaderName = "saved-searches";

    private ulong _mark;

    /// <inheritdoc />
    public string Name => ReaderName;

    /// <inheritdoc />
    public bool StartsAtEnd => true;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellationToken)
    {
        var published = await PublishedAsync(events, cancellationToken);
        foreach (var one in events)
        {
            if (one.IsEnd)
            {
                await EndAsync(one, cancellationToken);
            }
            else if (
                IsPublication(one)
                && published.TryGetValue(one.SubjectId, out var record)
                && !record.IsRetracted
                && matcher.Match(record) is { Count: > 0 } matches
            )
            {
                await writer.WriteAsync(one, record, [.. matches], cancellationToken);
            }
        }
    }

    private static bool IsPublication(FeedEvent one) => one.Kind is ChangeKind.Published or ChangeKind.Updated or ChangeKind.Released;

    /// <summary>The records of what was published, where there are searches to match them with.</summary>
    private async Task<IReadOnlyDictionary<long, SearchDocument>> PublishedAsync(
        IReadOnlyList<FeedEvent> events,
        CancellationToken cancellationToken
    )
    {
        long[] ids = [.. events.Where(IsPublication).Select(one => one.SubjectId).Distinct()];
        if (ids.Length == 0)
        {
            return new Dictionary<long, SearchDocument>();
        }
        await LearnAsync(cancellationToken);
        return matcher.Count == 0
            ? new Dictionary<long, SearchDocument>()
            : (await documents.ByIdAsync(ids, cancellationToken)).ToDictionary(record => record.Id);
    }

    /// <summary>Whoever was told of a record hears of its end, whether or not their search would still find it.</summary>
    private async Task EndAsync(FeedEvent end, CancellationToken cancellationToken)
    {
        if (
            await queries.MatchedAsync(end.SubjectId, cancellationToken) is { Length: > 0 } searches
            && await documents.LastKnownAsync(end.SubjectId, cancellationToken) is { } record
        )
        {
            await writer.WriteAsync(end, record, searches, cancellationToken);
        }
    }

    /// <summary>
    /// Reads the searches that have changed since, also by a merge of whom they name; one whose transaction was open at the last reading is read again, and all are when the
    /// vocabularies have come.
    /// </summary>
    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        if (await names.LearnAsync(cancellationToken))
        {
            _mark = 0;
        }
        var rows = await database.ListAsync(
            """
            select pg_snapshot_xmin(pg_current_snapshot()), s.id, s.query, s.filter::text, s.deleted_at is not null
            from (select 1) one left join saved_searches s on s.stamp >= $1
            """,
            [_mark],
            reader =>
                (
                    Mark: reader.GetFieldValue<ulong>(0),
                    Id: reader.GetLongOrNull(1),
                    Query: reader.GetStringOrNull(2),
                    Filter: reader.GetStringOrNull(3),
                    IsDeleted: reader.GetBoolean(4)
                ),
            cancellationToken
        );
        var changed = rows.Where(row => row.Id is not null).ToList();
        var filtered = changed.Where(row => row.Filter is not null).ToList();
        var filters = await contributors.WithAsync(
            filtered.ConvertAll(row => JsonSerializer.Deserialize<SearchFilter>(row.Filter!, ColumnConventions.Json)!),
            cancellationToken
        );
        var filterOf = filtered.Zip(filters).ToDictionary(one => one.First.Id!.Value, one => one.Second);
        foreach (var row in changed)
        {
            var id = row.Id!.Value;
            if (row.IsDeleted)
            {
                matcher.Remove(id);
            }
            else
            {
                matcher.Put(id, row.Query, filterOf.GetValueOrDefault(id));
            }
        }
        _mark = rows[0].Mark;
    }
}
