using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Data;

/// <summary>Begins transactions of commands.</summary>
public sealed class HubTransactions(IDbContextFactory<HubDbContext> contexts)
{
    public async Task<HubTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new HubTransaction(context, await context.Database.BeginTransactionAsync(cancellationToken));
    }
}

/// <summary>
/// The transaction of one command, with the statements it runs. It is EF's, so that the audit log rides in it. Disposed of before
/// <see cref="CommitAsync"/>, nothing has happened.
/// </summary>
public sealed class HubTransaction(HubDbContext context, IDbContextTransaction transaction) : IAsyncDisposable
{
    /// <summary>The model, on the same transaction.</summary>
    public HubDbContext Context => context;

    /// <summary>Runs a statement.</summary>
    /// <param name="values">Of $1 on. Enums go in by their UPPER_CASE name, null as null.</param>
    /// <returns>Number of rows changed.</returns>
    public async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All rows of a statement.</summary>
    /// <inheritdoc cref="ExecuteAsync" path="/param"/>
    public async Task<List<T>> ListAsync<T>(
        string sql,
        object?[] values,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    /// <summary>The first row of a statement; the default when there is none.</summary>
    /// <inheritdoc cref="ExecuteAsync" path="/param"/>
    public async Task<T?> FirstAsync<T>(
        string sql,
        object?[] values,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    ) => (await ListAsync(sql, values, read, cancellationToken)).FirstOrDefault();

    /// <summary>The only value of a statement.</summary>
    /// <inheritdoc cref="ExecuteAsync" path="/param"/>
    public async Task<T> ScalarAsync<T>(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Locks a row until the end, so that commands on it come one after the other.</summary>
    /// <returns>False when there is no such row.</returns>
    public async Task<bool> LockAsync(string table, long id, CancellationToken cancellationToken) =>
        await FirstAsync($"select 1 from {table} where id = $1 for no key update", [id], _ => true, cancellationToken);

    /// <inheritdoc cref="TransactionExtensions.EndAsync"/>
    public async Task CommitAsync()
    {
        await transaction.EndAsync();
        await context.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await context.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection());
        foreach (var value in values)
        {
            command.Parameters.Add(
                value switch
                {
                    null => new NpgsqlParameter { Value = DBNull.Value },
                    Enum name => new NpgsqlParameter { Value = ConstantCase.FromPascal(name.ToString()) },
                    DateTimeOffset time => new NpgsqlParameter { Value = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                    ulong number => new NpgsqlParameter { Value = number, NpgsqlDbType = NpgsqlDbType.Xid8 },
                    _ => new NpgsqlParameter { Value = value },
                }
            );
        }
        return command;
    }
}
