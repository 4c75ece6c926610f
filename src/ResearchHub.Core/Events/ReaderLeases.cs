using System.Data;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>
/// The readers of feeds that this server serves: of several servers one at a time serves a reader, and another goes on when that one dies. One connection
/// holds the locks of all; when it breaks, none of them is this server's any more.
/// </summary>
public sealed class ReaderLeases(NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, ReaderLease> _leases = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;

    /// <summary>Takes a reader over, until what this gives is disposed of.</summary>
    /// <returns>Null when somebody is serving it.</returns>
    public async Task<ReaderLease?> TakeAsync(string reader, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var connection = await OpenAsync(cancellationToken);
            // A lock that a session has it would get again.
            if (_leases.ContainsKey(reader) || !await TryLockAsync(connection, reader))
            {
                return null;
            }
            return _leases[reader] = new ReaderLease(this, connection, reader);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await CloseAsync();
        _turn.Dispose();
    }

    /// <summary>Does something with the connection that holds the lock, when nobody else does.</summary>
    internal async Task<T> UseAsync<T>(ReaderLease lease, Func<NpgsqlConnection, Task<T>> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return lease.Connection.State == ConnectionState.Open
                ? await use(lease.Connection)
                : throw new NpgsqlException($"The connection that held the lock of the reader {lease.Reader} is lost.");
        }
        finally
        {
            _turn.Release();
        }
    }

    internal async Task ReleaseAsync(ReaderLease lease)
    {
        await _turn.WaitAsync();
        try
        {
            // With a connection that broke, its locks are gone.
            if (lease.Connection != _connection)
            {
                return;
            }
            _leases.Remove(lease.Reader);
            if (_leases.Count == 0)
            {
                await CloseAsync();
            }
            else
            {
                await UnlockAsync(_connection, "select pg_advisory_unlock(hashtextextended('feed-reader:' || $1, 0))", lease.Reader);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: not ConnectionState.Open })
        {
            await CloseAsync();
        }
        return _connection ??= await source.OpenConnectionAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        _leases.Clear();
        if (_connection is { } connection)
        {
            _connection = null;
            // In the pool it is only cleared when somebody takes it again.
            await UnlockAsync(connection, "select pg_advisory_unlock_all()");
            await connection.DisposeAsync();
        }
    }

    /// <summary>With a connection that has broken, or breaks now, its locks are gone.</summary>
    private static async Task UnlockAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }
        try
        {
            await Statements.ExecuteAsync(connection, sql, values, CancellationToken.None);
        }
        catch (NpgsqlException) when (connection.State != ConnectionState.Open) { }
    }

    /// <summary>
    /// Takes a lock, to the end, so that there is none that nobody knows of. Positions need not be safe on disk: after a crash of the database the last entries are
    /// handed over again, which does no harm.
    /// </summary>
    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string reader) =>
        (
            await Statements.ListAsync(
                connection,
                """
                select pg_try_advisory_lock(hashtextextended('feed-reader:' || $1, 0)) and set_config('synchronous_commit', 'off', false) = 'off'
                """,
                [reader],
                row => row.GetBoolean(0),
                CancellationToken.None
            )
        )[0];
}

/// <summary>A reader of a feed that this server serves.</summary>
public sealed class ReaderLease : IAsyncDisposable
{
    private readonly ReaderLeases _leases;

    internal ReaderLease(ReaderLeases leases, NpgsqlConnection connection, string reader) =>
        (_leases, Connection, Reader) = (leases, connection, reader);

    internal NpgsqlConnection Connection { get; }

    internal string Reader { get; }

    /// <summary>How far the reader is; null before its first position.</summary>
    /// <exception cref="NpgsqlException">The reader is not this server's any more.</exception>
    public Task<FeedPosition?> PositionAsync(CancellationToken cancellationToken) =>
        _leases.UseAsync(
            this,
            async connection =>
                (
                    await Statements.ListAsync(
                        connection,
                        "select transaction, sequence from feed_positions where reader = $1",
                        [Reader],
                        row => (FeedPosition?)new FeedPosition(row.GetFieldValue<ulong>(0), row.GetInt64(1)),
                        cancellationToken
                    )
                ).FirstOrDefault(),
            cancellationToken
        );

    /// <summary>Says how far the reader is.</summary>
    /// <param name="feed">Which feed it reads.</param>
    /// <exception cref="NpgsqlException">The reader is not this server's any more.</exception>
    public Task SaveAsync(FeedPosition position, string feed, CancellationToken cancellationToken) =>
        _leases.UseAsync(
            this,
            connection =>
                Statements.ExecuteAsync(
                    connection,
                    """
                    insert into feed_positions (reader, transaction, sequence, feed) values ($1, $2, $3, $4)
                    on conflict (reader) do update set transaction = excluded.transaction, sequence = excluded.sequence, updated_at = now()
                    """,
                    [Reader, position.Transaction, position.Sequence, feed],
                    cancellationToken
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _leases.ReleaseAsync(this);
}
