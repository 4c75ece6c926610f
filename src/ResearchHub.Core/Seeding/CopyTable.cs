using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>A table, or some columns of it, as the target of a binary COPY.</summary>
/// <typeparam name="T">What one row is made from.</typeparam>
internal sealed class CopyTable<T>(string name, params (string Column, NpgsqlDbType Type, Func<T, object?> Value)[] columns)
{
    private readonly string _columns = string.Join(", ", columns.Select(column => column.Column));

    public Task WriteAsync(NpgsqlConnection connection, IEnumerable<T> rows, CancellationToken cancellationToken) =>
        CopyAsync(connection, name, rows, cancellationToken);

    /// <summary>
    /// Adds the rows that are not there and changes those that differ, in the caller's transaction. Rows of the table that are not among them stay.
    /// </summary>
    /// <param name="key">Columns that tell a row; its <c>id</c> stays what it is.</param>
    /// <returns>Ids of the rows that were changed.</returns>
    public async Task<List<long>> MergeAsync(
        NpgsqlConnection connection,
        IEnumerable<T> rows,
        string[] key,
        CancellationToken cancellationToken
    )
    {
        const string incoming = "incoming_rows";
        await Statements.ExecuteAsync(
            connection,
            $"create temp table {incoming} (like {name} including defaults) on commit drop",
            [],
            cancellationToken
        );
        await CopyAsync(connection, incoming, rows, cancellationToken);
        var others = columns.Select(column => column.Column).Except(key.Append("id"), StringComparer.Ordinal).ToList();
        string From(string table) => string.Join(", ", others.Select(column => $"{table}.{column}"));
        var changed = await Statements.ListAsync(
            connection,
            $"""
            update {name} t set {string.Join(", ", others.Select(column => $"{column} = n.{column}"))} from {incoming} n
            where {string.Join(" and ", key.Select(column => $"t.{column} = n.{column}"))} and row({From("t")}) is distinct from row({From(
                "n"
            )})
            returning t.id
            """,
            [],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await Statements.ExecuteAsync(
            connection,
            $"insert into {name} ({_columns}) select {_columns} from {incoming} on conflict ({string.Join(", ", key)}) do nothing; drop table {incoming}",
            [],
            cancellationToken
        );
        return changed;
    }

    private async Task CopyAsync(NpgsqlConnection connection, string target, IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {target} ({_columns}) from stdin (format binary)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var (_, type, read) in columns)
            {
                if (read(row) is { } value)
                {
                    await copy.WriteAsync(value, type, cancellationToken);
                }
                else
                {
                    await copy.WriteNullAsync(cancellationToken);
                }
            }
        }
        await copy.CompleteAsync(cancellationToken);
    }
}
