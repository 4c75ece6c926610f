using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.Hosting;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>The index of a running server cannot be written for a while: where its folder was, there is a file.</summary>
public sealed class LostIndexDiskTests(PostgresFixture postgres) : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Searches_go_on_over_what_was_there_and_find_the_rest_when_it_can_be_written_again()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        await using var hub = new HubProcess(
            ["run", "--port", "0", "--no-seed", "--data", _folder.Path],
            [("ConnectionStrings__ResearchHub", database.ConnectionString)]
        );
        var address = await hub.ReadyAsync(Cancel);
        Assert.Equal(1, await FoundAsync(address, "Zavod", await AddAsync(database, "Zavod")));
        var index = DataFolder.IndexFolder(_folder.Path);
        var generation = Path.Combine(index, await File.ReadAllTextAsync(Path.Combine(index, "CURRENT"), Cancel));

        Directory.Move(generation, generation + ".away");
        await File.WriteAllTextAsync(generation, "", Cancel);
        var missing = await AddAsync(database, "Institut");
        do
        {
            Assert.Equal(1, await FoundAsync(address, "Zavod", null));
        } while (!Told(hub).Any());
        Assert.Equal(0, await FoundAsync(address, "Institut", null));
        File.Delete(generation);
        Directory.Move(generation + ".away", generation);

        Assert.Equal(1, await FoundAsync(address, "Institut", missing));
        Assert.Equal(1, await FoundAsync(address, "Zavod", null));
        Assert.Single(Told(hub));
        hub.Signal(HubProcess.Terminate);
        Assert.Equal(0, await hub.ExitAsync(Cancel));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<string> Told(HubProcess hub) =>
        hub.Errors.Where(line => line.Contains("IndexFollower cannot write and tries again", StringComparison.Ordinal));

    /// <summary>Adds an organisation as another process would; the position of its event.</summary>
    private static Task<string?> AddAsync(TestDatabase database, string name) =>
        database.ScalarAsync<string>(
            $"""
            with one as (
              insert into organizations (slug, name, name_key, sector, created_at, updated_at)
              values ('{name}', '{name}', '{name}', 'UNKNOWN', now(), now()) returning id)
            insert into change_events (kind, subject_kind, subject_id, occurred_at) select 'PUBLISHED', 'ORGANIZATION', id, now() from one
            returning transaction || '-' || sequence
            """,
            Cancel
        );

    /// <summary>Number of hits once the index has reached a position.</summary>
    private async Task<int> FoundAsync(Uri address, string query, string? after)
    {
        while (true)
        {
            using var response = await _http.PostAsJsonAsync(
                address,
                new
                {
                    query = "query ($query: String, $after: String) { search(query: $query, minSequence: $after) { totalCount } }",
                    variables = new { query, after },
                },
                Cancel
            );
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            if (!answer.TryGetProperty("errors", out var errors))
            {
                return answer.GetProperty("data").GetProperty("search").GetProperty("totalCount").GetInt32();
            }
            Assert.Equal("INDEX_BEHIND", errors[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }
}
