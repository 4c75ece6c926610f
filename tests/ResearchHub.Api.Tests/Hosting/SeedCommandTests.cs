using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary><c>seed --file</c> from outside.</summary>
public sealed class SeedCommandTests(PostgresFixture postgres) : IDisposable
{
    private const string Good = """{"source":"test","source_id":"1","title":"A work","year":2024}""";
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Good + "\n" + Good, 0)]
    [InlineData(Good + "\n{", 1, "line 2: the line is not JSON (byte 2).", "1 line was left out. The others are loaded.")]
    [InlineData(
        "[]\n" + Good + "\n{\"source\":\"test\",\"title\":\"T\"}",
        1,
        "line 1: the line is not a JSON object.",
        "line 3: source_id is missing, and there is no DOI to take its place.",
        "2 lines were left out. The others are loaded."
    )]
    public async Task Ends_with_an_exit_code_when_a_line_was_left_out_and_loads_the_rest(string content, int code, params string[] errors)
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);
        var file = _folder.File("records.jsonl");
        await File.WriteAllTextAsync(file, content, Cancel);

        await using var hub = new HubProcess(
            ["seed", "--file", file, "--data", _folder.File("data")],
            ("ConnectionStrings__ResearchHub", database.ConnectionString)
        );

        Assert.Equal(code, await hub.ExitAsync(Cancel));
        Assert.Equal(errors.Select((error, at) => at < errors.Length - 1 ? $"{file}, {error}" : error), hub.Errors);
        Assert.StartsWith("Loaded 1 records", hub.Output[^1], StringComparison.Ordinal);
        Assert.Equal(1L, await database.ScalarAsync<long>("select count(*) from research_outputs where source = 'test'", Cancel));
    }

    public void Dispose() => _folder.Dispose();
}
