using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Testing;

public sealed class TestDatabaseTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clones_start_from_the_template_and_do_not_see_each_other()
    {
        await using var first = await CreateAsync();
        await using var second = await CreateAsync();

        await first.ExecuteAsync("INSERT INTO note VALUES (2)", Cancel);

        Assert.Equal(2L, await first.ScalarAsync<long>("SELECT count(*) FROM note", Cancel));
        Assert.Equal(1L, await second.ScalarAsync<long>("SELECT count(*) FROM note", Cancel));
    }

    [Fact]
    public async Task Captured_sql_holds_the_statements_of_this_database_only()
    {
        await using var first = await CreateAsync();
        await using var second = await CreateAsync();
        using var capture = first.CaptureSql();

        await first.ExecuteAsync("UPDATE note\nSET id = 5", Cancel);
        await second.ExecuteAsync("UPDATE note SET id = 6", Cancel);

        Assert.Equal(["UPDATE note\nSET id = 5"], capture.Statements);
    }

    private Task<TestDatabase> CreateAsync() =>
        postgres.CreateDatabaseAsync(
            "notes",
            async (connectionString, cancellationToken) =>
            {
                await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
                await using var command = source.CreateCommand("CREATE TABLE note (id int); INSERT INTO note VALUES (1)");
                await command.ExecuteNonQueryAsync(cancellationToken);
            },
            Cancel
        );
}
