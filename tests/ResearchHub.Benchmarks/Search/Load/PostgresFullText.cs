using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Data.Embedded;
using ResearchHub.Core.Search;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>The same questions to PostgreSQL's full text search: a stored tsvector with a GIN index, ts_rank_cd, an exact count.</summary>
internal sealed class PostgresFullText : IAsyncDisposable
{
    private readonly EmbeddedPostgres server;
    private readonly NpgsqlConnection connection;

    private PostgresFullText(EmbeddedPostgres server, NpgsqlConnection connection)
    {
        this.server = server;
        this.connection = connection;
    }

    public static async Task<PostgresFullText> StartAsync(IEnumerable<SearchDocument> records)
    {
        var options = new EmbeddedPostgresOptions { Directory = TestFolder.NewPath("bench-postgres"), Throwaway = true };
        var started = await EmbeddedPostgres.StartAsync(options, CancellationToken.None);
        var opened = new NpgsqlConnection(started.ConnectionString("postgres") + ";Command Timeout=1200");
        await opened.OpenAsync();
        var text = new PostgresFullText(started, opened);
        await text.ExecuteAsync(
            "SET maintenance_work_mem = '512MB'; CREATE TABLE record (id bigint, title text, body text, year int, published date)"
        );
        await text.LoadAsync(records);
        await text.ExecuteAsync(
            "ALTER TABLE record ADD COLUMN words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)) STORED"
        );
        await text.ExecuteAsync("CREATE INDEX ON record USING gin (words); CREATE INDEX ON record (published DESC, id); ANALYZE record");
        return text;
    }

    public async Task SearchAsync(string words)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id, count(*) OVER () FROM record, to_tsquery('english', $1) AS query WHERE words @@ query ORDER BY ts_rank_cd(words, query) DESC, id LIMIT 20",
            connection
        )
        {
            Parameters = { new NpgsqlParameter { Value = words.Replace(" ", " | ", StringComparison.Ordinal) } },
        };
        await command.ExecuteNonQueryAsync();
    }

    public async Task SearchWithFacetsAsync(string words)
    {
        await SearchAsync(words);
        await using var command = new NpgsqlCommand(
            "SELECT year, count(*) FROM record, to_tsquery('english', $1) AS query WHERE words @@ query GROUP BY year ORDER BY 2 DESC LIMIT 10",
            connection
        )
        {
            Parameters = { new NpgsqlParameter { Value = words.Replace(" ", " | ", StringComparison.Ordinal) } },
        };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task LoadAsync(IEnumerable<SearchDocument> records)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY record (id, title, body, year, published) FROM STDIN (FORMAT binary)"
        );
        foreach (var record in records)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(record.Id, NpgsqlDbType.Bigint);
            await copy.WriteAsync(record.Titles[0].Text, NpgsqlDbType.Text);
            await copy.WriteAsync(record.Abstracts[0].Text, NpgsqlDbType.Text);
            await copy.WriteAsync(record.Year!.Value, NpgsqlDbType.Integer);
            await copy.WriteAsync(record.PublishedOn!.Value, NpgsqlDbType.Date);
        }
        await copy.CompleteAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
