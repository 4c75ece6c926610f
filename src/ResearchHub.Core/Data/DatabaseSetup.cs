using System.Net.Sockets;
using Npgsql;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Data;

/// <summary>Makes a database ready for this version: creates it, refuses a newer one, migrates an older one, lets the feeds of a restored one go on.</summary>
public static class DatabaseSetup
{
    // Any fixed number: the processes that start at once on one database queue on this advisory lock.
    private const long LockKey = 0x5265736561726368;

    /// <summary>Safe to call from several processes at once; the second finds nothing left to do.</summary>
    /// <exception cref="DatabaseSetupException">The database cannot be used; the message is one sentence for the operator.</exception>
    public static async Task RunAsync(string connectionString, CancellationToken cancellationToken)
    {
        var target = Parse(connectionString);
        try
        {
            await CreateIfMissingAsync(target, cancellationToken);
            await using var holder = new NpgsqlConnection(target.ConnectionString);
            await holder.OpenAsync(cancellationToken);
            await ExecuteAsync(holder, $"SET statement_timeout = 0; SELECT pg_advisory_lock({LockKey})", cancellationToken);
            if (await HasPendingAsync(holder, target, cancellationToken))
            {
                await HubDatabase.MigrateAsync(target.ConnectionString, cancellationToken);
            }
            await ExecuteAsync(holder, FeedEpoch.Mend, cancellationToken);
            await ExecuteAsync(holder, $"SELECT pg_advisory_unlock({LockKey})", cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new DatabaseSetupException($"{Name(target)} cannot be used: {exception.MessageText} ({exception.SqlState}).", exception);
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            var cause = exception.InnerException?.Message ?? exception.Message;
            throw new DatabaseSetupException($"{Name(target)} cannot be reached: {cause.TrimEnd('.')}.", exception);
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var target = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrEmpty(target.Host) || string.IsNullOrEmpty(target.Database)
                ? throw new DatabaseSetupException("The connection string needs at least Host and Database.")
                : target;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The message of the exception may quote the string, and with it the password.
            throw new DatabaseSetupException("The connection string is not one that Npgsql understands.", exception);
        }
    }

    private static async Task CreateIfMissingAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(target.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // Not there yet: created below.
        }
        try
        {
            var server = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres", Pooling = false };
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            var name = target.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
            await ExecuteAsync(connection, $"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0", cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that started at the same time has just created it.
        }
    }

    /// <summary>Whether migrations of this version are missing in the database. Asked without EF, whose start takes seconds.</summary>
    private static async Task<bool> HasPendingAsync(
        NpgsqlConnection connection,
        NpgsqlConnectionStringBuilder target,
        CancellationToken cancellationToken
    )
    {
        var known = HubMigrations.Known;
        var applied = await HubMigrations.AppliedAsync(connection, cancellationToken);
        var unknown = applied.Except(known, StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
        {
            throw new DatabaseSetupException(
                $"{Name(target)} was made by a newer version of ResearchHub (it has the migration {unknown}, which this version does not know)."
            );
        }
        return known.Except(applied, StringComparer.Ordinal).Any();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Name(NpgsqlConnectionStringBuilder target) => $"The database {target.Database} at {target.Host}:{target.Port}";
}

/// <summary>The database cannot be used; the message is one sentence for the operator, without the password.</summary>
public sealed class DatabaseSetupException : Exception
{
    public DatabaseSetupException(string message)
        : base(message) { }

    public DatabaseSetupException(string message, Exception cause)
        : base(message, cause) { }
}
