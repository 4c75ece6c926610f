using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>A seed that cannot be loaded ends the start with one sentence that names the file.</summary>
public sealed class BrokenSeedTests(PostgresFixture postgres) : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("places.json", null, "places.json")]
    [InlineData("places.json", "{", "places.json is not the JSON expected")]
    [InlineData("records/nber.jsonl.gz", "no gzip", "The shipped records do not read")]
    [InlineData("datasets/unhcr-flows/flows.csv.gz", "no gzip", "flows.csv.gz is not a gzip file")]
    public async Task A_missing_or_damaged_file_is_named(string file, string? content, string sentence)
    {
        var seed = _folder.File("seed");
        SeedCopy.To(seed);
        File.Delete(Path.Combine(seed, file));
        if (content is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(seed, file), content, Cancel);
        }

        var error = await RefusalAsync(seed);

        Assert.StartsWith("The seed cannot be loaded: ", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_named() =>
        Assert.Contains(_folder.File("nothing"), await RefusalAsync(_folder.File("nothing")), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private async Task<string> RefusalAsync(string seed)
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);
        await using var hub = new HubProcess(
            ["run", "--port", "0", "--data", _folder.File("data")],
            ("ConnectionStrings__ResearchHub", database.ConnectionString),
            ("ResearchHub__SeedDirectory", seed)
        );
        Assert.Equal(1, await hub.ExitAsync(Cancel));
        return Assert.Single(hub.Errors);
    }
}
