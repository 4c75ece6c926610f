using System.Text.Json;
using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>The connection of a load, and texts as its columns hold them.</summary>
internal static class SeedDatabase
{
    /// <summary>Two loaders do not run at once: the second waits. Released with the connection.</summary>
    private const long LoaderLock = 0x5EED_0001;

    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await Statements.ExecuteAsync(connection, "select pg_advisory_lock($1)", [LoaderLock], cancellationToken);
        return connection;
    }

    /// <summary>Gives the lock back; without it a pooled connection would keep it.</summary>
    public static Task ReleaseAsync(NpgsqlConnection connection) =>
        Statements.ExecuteAsync(connection, "select pg_advisory_unlock($1)", [LoaderLock], CancellationToken.None);

    /// <summary>Texts as the columns hold them.</summary>
    public static string Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        Texts(texts.Select(text => new LocalizedText(text.Key, text.Value)));

    public static string Texts(IEnumerable<LocalizedText> texts) => JsonSerializer.Serialize(texts, ColumnConventions.Json);
}
