using System.Text.Json;
using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.SavedSearches;

/// <summary>Reads of saved searches and of what they matched.</summary>
public sealed class SavedSearchQueries(ReadDatabase database)
{
    private const string Columns =
        "s.id, s.user_id, s.name, s.query, s.definition::text, s.cadence, s.email, s.secret, s.created_at, s.updated_at, "
        + "w.url, w.created_at, w.failing_since, w.disabled_at, w.disabled_reason";

    private const string From = "from saved_searches s left join webhooks w on w.saved_search_id = s.id";

    private static readonly PageSql<SavedSearch> Searches = new(Columns, 15, From, "s", Read);

    /// <summary>Searches of an account, newest first.</summary>
    public ListQuery<SavedSearch> OfUser(long user) =>
        new(database, Searches, sql => [$"s.user_id = {sql.Value(user)}", "s.deleted_at is null"], null, []);

    /// <summary>A search of an account; null when there is none.</summary>
    public async Task<SavedSearch?> OneAsync(long id, long user, CancellationToken cancellationToken) =>
        (await ByIdAsync([id], user, cancellationToken)).FirstOrDefault();

    /// <summary>Searches of an account by key; those of others are left out.</summary>
    public Task<List<SavedSearch>> ByIdAsync(long[] ids, long user, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select {Columns} {From} where s.id = any($1) and s.user_id = $2 and s.deleted_at is null",
            [ids, user],
            Read,
            cancellationToken
        );

    /// <summary>The search whose feed has this secret; null when there is none.</summary>
    public async Task<SavedSearch?> BySecretAsync(string secret, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {Columns} {From} where s.secret = $1 and s.deleted_at is null",
                [secret],
                Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The latest matches of a search, newest first.</summary>
    public Task<List<FeedEvent>> LatestAsync(long id, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            select m.transaction, m.sequence, m.kind, m.subject_kind, m.output_id, m.occurred_at from saved_search_matches m
            where m.saved_search_id = $1 order by m.transaction desc, m.sequence desc limit $2
            """,
            [id, maximum],
            reader => reader.GetFeedEvent(),
            cancellationToken
        );

    /// <summary>How far in the change feed all has been matched and written down.</summary>
    public async Task<FeedPosition> MatchedUpToAsync(CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                select transaction, sequence from (
                  (select transaction, sequence from saved_search_matches order by transaction desc, sequence desc limit 1)
                  union all select transaction, sequence from feed_positions where reader = $1) p
                order by transaction desc, sequence desc limit 1
                """,
                [SavedSearchReader.ReaderName],
                reader => new FeedPosition(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)),
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>Searches that have matched an output.</summary>
    public async Task<long[]> MatchedAsync(long output, CancellationToken cancellationToken) =>
        [
            .. await database.ListAsync(
                """
                select distinct m.saved_search_id from saved_search_matches m join saved_searches s on s.id = m.saved_search_id
                where m.output_id = $1 and s.deleted_at is null
                """,
                [output],
                reader => reader.GetInt64(0),
                cancellationToken
            ),
        ];

    private static SavedSearch Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetString(2),
            reader.GetStringOrNull(3),
            reader.GetStringOrNull(4) is { } where ? JsonElement.Parse(where) : null,
            reader.GetEnum<Cadence>(5),
            reader.GetBoolean(6),
            reader.GetString(7),
            reader.GetTime(8),
            reader.GetTime(9),
            reader.IsDBNull(10)
                ? null
                : new Webhook(
                    reader.GetString(10),
                    reader.GetTime(11),
                    reader.GetTimeOrNull(12),
                    reader.GetTimeOrNull(13),
                    reader.GetEnumOrNull<WebhookProblem>(14)
                )
        );
}
