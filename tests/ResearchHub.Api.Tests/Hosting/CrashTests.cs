using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>What was acknowledged is there after server and database have been killed in the midst of writing.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Writers = 3;
    private const int EnoughWorks = 12;
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string[] Data => ["--data", _folder.Path];

    [Fact]
    public async Task What_was_published_before_a_kill_is_there_after_it_by_query_and_by_search()
    {
        var published = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using (var hub = new HubProcess(["run", "--port", "0", "--no-seed", .. Data]))
        {
            var address = await hub.ReadyAsync(Cancel);
            SignIn(await TokenAsync());
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(address, writer, published, enough)).ToList();

            await Task.WhenAny(enough.Task, Task.WhenAll(writers));
            var database = DatabaseProcesses();
            database.ForEach(process => HubProcess.Signal(process, HubProcess.KillNow));
            hub.Signal(HubProcess.KillNow);
            await hub.ExitAsync(Cancel);
            await Task.WhenAll(writers);
            await AllEndedAsync(database);
        }
        Assert.InRange(published.Count, EnoughWorks, int.MaxValue);

        await using var again = new HubProcess(["run", "--port", "0", "--no-seed", .. Data]);
        var graphql = await again.ReadyAsync(Cancel);

        var end = (await AskAsync(graphql, "{ changes(first: 100) { pageInfo { endCursor } } }"))
            .GetProperty("changes")
            .GetProperty("pageInfo")
            .GetProperty("endCursor")
            .GetString();
        var all = await AskAsync(
            graphql,
            """
            query All($end: String) {
              studies(first: 100) { totalCount nodes { id title state version } }
              search(kinds: [STUDY], first: 100, minSequence: $end) { totalCount nodes { ... on Study { id title } } }
              changes(first: 100) { nodes { subjectId } }
            }
            """,
            new { end }
        );
        var stored = Titles(all.GetProperty("studies"));
        Assert.Equal(stored.OrderBy(one => one.Key), Titles(all.GetProperty("search")).OrderBy(one => one.Key));
        Assert.All(published, one => Assert.Equal(one.Value, stored.GetValueOrDefault(one.Key)));
        Assert.All(
            all.GetProperty("studies").GetProperty("nodes").EnumerateArray(),
            study => Assert.Equal("PUBLISHED 1", $"{study.GetProperty("state").GetString()} {study.GetProperty("version").GetInt32()}")
        );
        Assert.Equal(
            stored.Keys.Order(StringComparer.Ordinal),
            all.GetProperty("changes")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(change => change.GetProperty("subjectId").GetString()!)
                .Order(StringComparer.Ordinal)
        );
        foreach (var (id, title) in published)
        {
            var found = await AskAsync(
                graphql,
                "query ($q: String) { search(query: $q) { nodes { id } } }",
                new { q = title.Split(' ')[^1] }
            );
            Assert.Equal(id, found.GetProperty("search").GetProperty("nodes").EnumerateArray().Single().GetProperty("id").GetString());
        }
        await PublishAsync(graphql, "Life goes on");
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Publishes one work after the other until the server is gone.</summary>
    private async Task WriteAsync(Uri graphql, int writer, ConcurrentDictionary<string, string> published, TaskCompletionSource enough)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                var title = $"Work of a writer: kaboom{(char)('a' + writer)}{number}";
                published[await PublishAsync(graphql, title)] = title;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return;
            }
            if (published.Count >= EnoughWorks)
            {
                enough.TrySetResult();
            }
        }
    }

    private async Task<string> PublishAsync(Uri graphql, string title)
    {
        var input = new
        {
            type = "REPORT",
            titles = new[] { new { language = "en", text = title } },
            publishedYear = 2026,
        };
        var made = await AskAsync(
            graphql,
            "mutation ($i: CreateStudyInput!) { createStudy(input: $i) { study { id } } }",
            new { i = input }
        );
        var id = made.GetProperty("createStudy").GetProperty("study").GetProperty("id").GetString()!;
        var state = "";
        foreach (var step in (string[])["submitOutput", "acceptOutput", "publishOutput"])
        {
            var done = await AskAsync(
                graphql,
                $$"""mutation ($id: ID!) { {{step}}(input: { id: $id }) { output { state } } }""",
                new { id }
            );
            state = done.GetProperty(step).GetProperty("output").GetProperty("state").GetString();
        }
        Assert.Equal("PUBLISHED", state);
        return id;
    }

    private async Task<JsonElement> AskAsync(Uri graphql, string query, object? variables = null)
    {
        using var answer = await _http.PostAsJsonAsync(graphql, new { query, variables }, Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        // A request that the database was killed under is answered by an error, and is not acknowledged.
        return body.TryGetProperty("errors", out var errors)
            ? throw new HttpRequestException(errors.GetRawText())
            : body.GetProperty("data");
    }

    private static Dictionary<string, string> Titles(JsonElement list) =>
        list.GetProperty("nodes")
            .EnumerateArray()
            .ToDictionary(
                node => node.GetProperty("id").GetString()!,
                node => node.GetProperty("title").GetString()!,
                StringComparer.Ordinal
            );

    private async Task<string> TokenAsync()
    {
        await using var command = new HubProcess(["token", "create", "--as", "ana@example.org", "--role", "ADMIN", .. Data]);
        Assert.Equal(0, await command.ExitAsync(Cancel));
        return command.Output.Single();
    }

    private void SignIn(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>The postmaster and, where the system lists them, its children.</summary>
    private List<int> DatabaseProcesses()
    {
        var postmaster = File.ReadLines(_folder.File("postgres/pgdata/postmaster.pid")).First();
        var children = $"/proc/{postmaster}/task/{postmaster}/children";
        return
        [
            .. (File.Exists(children) ? File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
                .Prepend(postmaster)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task AllEndedAsync(List<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                await process.WaitForExitAsync(Cancel);
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }
    }
}
