using Npgsql;
using NpgsqlTypes;

namespace ResearchHub.Core.Seeding;

/// <summary>A table, or some columns of it, as the target of a binary COPY.</summary>
/// <typeparam name="T">What one row is made from.</typeparam>
internal sealed class CopyTable<T>(string name, params (string Column, NpgsqlDbType Type, Func<T, object?> Value)[] columns)
{
    private readonly string _command =
        $"copy {name} ({string.Join(", ", columns.Select(column => column.Column))}) from stdin (format binary)";

    public async Task WriteAsync(NpgsqlConnection connection, IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(_command, cancellationToken);
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
