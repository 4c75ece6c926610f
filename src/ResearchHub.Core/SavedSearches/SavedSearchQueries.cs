using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.SavedSearches;

/// <summary>Reads of saved searches and of what they matched.</summary>
public sealed class SavedSearchQueries(ReadDatabase database)
{
    private const string Columns = "s.id, s.user_id, s.name, s.query, s.secret, s.created_at";

    /// <summary>Searches of an account, newest first.</summary>
    public Task<List<SavedSearch>> OfUserAsync(long user, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select {Columns} from saved_searches s where s.user_id = $1 and s.deleted_at is null order by s.id desc",
            [user],
            Read,
            cancellationToken
        );

    /// <summary>A search of an account; null when there is none.</summary>
    public async Task<SavedSearch?> OneAsync(long id, long user, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {Columns} from saved_searches s where s.id = $1 and s.user_id = $2 and s.deleted_at is null",
                [id, user],
                Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The search whose feed has this secret; null when there is none.</summary>
    public async Task<SavedSearch?> BySecretAsync(string secret, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {Columns} from saved_searches s where s.secret = $1 and s.deleted_at is null",
                [secret],
                Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>What a search of an account matched after a position, oldest first; none when it is not theirs any more.</summary>
    public Task<List<FeedEvent>> MatchesAsync(long id, long user, FeedPosition after, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            select m.transaction, m.sequence, m.kind, m.subject_kind, m.output_id, m.occurred_at from saved_search_matches m
            join saved_searches s on s.id = m.saved_search_id and s.user_id = $2 and s.deleted_at is null
            where m.saved_search_id = $1 and (m.transaction, m.sequence) > ($3, $4) order by m.transaction, m.sequence limit $5
            """,
            [id, user, after.Transaction, after.Sequence, maximum],
            ReadMatch,
            cancellationToken
        );

    /// <summary>The latest matches of a search, newest first.</summary>
    public Task<List<FeedEvent>> LatestAsync(long id, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            select m.transaction, m.sequence, m.kind, m.subject_kind, m.output_id, m.occurred_at from saved_search_matches m
            where m.saved_search_id = $1 order by m.transaction desc, m.sequence desc limit $2
            """,
            [id, maximum],
            ReadMatch,
            cancellationToken
        );

    private static SavedSearch Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetStringOrNull(3), reader.GetString(4), reader.GetTime(5));

    private static FeedEvent ReadMatch(NpgsqlDataReader reader) =>
        new(
            new FeedPosition(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)),
            reader.GetEnum<ChangeKind>(2),
            reader.GetEnum<RecordKind>(3),
            reader.GetInt64(4),
            reader.GetTime(5)
        );
}
