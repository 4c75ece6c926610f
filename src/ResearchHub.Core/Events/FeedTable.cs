using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>The SQL of a feed: a table with the columns <c>transaction</c> and <c>sequence</c>, both of an index in this order.</summary>
/// <param name="columns">What is read after those two.</param>
public abstract class FeedTable<T>(ReadDatabase database, string table, string columns) : IFeedSource<T>
    where T : IFeedEntry
{
    /// <inheritdoc />
    public string Channel => table;

    /// <inheritdoc />
    public Task<List<T>> ReadAsync(FeedPosition after, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select transaction, sequence, {columns} from {table}
            where (transaction, sequence) > ($1, $2) and transaction < (select feed_horizon())
            order by transaction, sequence limit $3
            """,
            [after.Transaction, after.Sequence, maximum],
            reader => Read(PositionOf(reader), reader),
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<(List<T> Entries, bool IsHeldBack)> LookAsync(FeedPosition after, int maximum, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            $"""
            select transaction, sequence, {columns}, transaction < (select feed_horizon()) from {table}
            where (transaction, sequence) > ($1, $2) order by transaction, sequence limit $3
            """,
            [after.Transaction, after.Sequence, maximum],
            reader => (Entry: Read(PositionOf(reader), reader), IsFree: reader.GetBoolean(reader.FieldCount - 1)),
            cancellationToken
        );
        var entries = rows.TakeWhile(row => row.IsFree).Select(row => row.Entry).ToList();
        return (entries, entries.Count < rows.Count);
    }

    /// <inheritdoc />
    public async Task<FeedPosition> EndAsync(CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select transaction, sequence from {table}
                where transaction < (select feed_horizon()) order by transaction desc, sequence desc limit 1
                """,
                [],
                PositionOf,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <inheritdoc />
    public async Task<bool> HoldsAsync(FeedPosition position, CancellationToken cancellationToken) =>
        position == FeedPosition.Start
        || await database.ScalarAsync<bool>(
            $"select exists (select from {table} where sequence = $1 and transaction = $2)",
            [position.Sequence, position.Transaction],
            cancellationToken
        );

    /// <summary>Reads an entry; its own columns begin at ordinal 2.</summary>
    protected abstract T Read(FeedPosition position, NpgsqlDataReader reader);

    private static FeedPosition PositionOf(NpgsqlDataReader reader) => new(reader.GetFieldValue<ulong>(0), reader.GetInt64(1));
}
