using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Benchmarks.GraphQL;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.Collaboration;

/// <summary>
/// <c>./hub bench collaboration [--requests N]</c>: a real server over long inboxes, threads, lists and timelines; how long one page takes,
/// over HTTP, wherever in its list it stands.
/// </summary>
internal static class CollaborationBench
{
    private const double Limit = 50;
    private const int Pages = 20;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var requests = arguments is ["--requests", var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 400;
        var targets = new Targets();
        await using var database = await BenchDatabase.StartAsync(null, CollaborationSeed.Studies);
        var token = await BenchServer.CreateTokenAsync(database);
        await CollaborationSeed.FillAsync(database);
        var folder = TestFolder.NewPath("bench-collaboration");
        try
        {
            using var server = await BenchServer.StartOursAsync(database, folder);
            using var http = new HttpClient { BaseAddress = server.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            foreach (var path in CollaborationPaths.All)
            {
                var cursors = path.Connection.Length == 0 ? [null] : await CursorsAsync(http, path);
                var questions = Enumerable.Range(0, requests).Select(n => cursors[n % cursors.Count]).ToList();
                var measured = await Latencies.MeasureAsync(path.Name, questions, cursor => AskAsync(http, path, cursor));
                measured.Print();
                targets.AtMost($"{path.Name}, p99", measured.P99, Limit, "ms");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine();
        return targets.Print() ? 0 : 1;
    }

    /// <summary>Cursors of pages from the beginning into the list.</summary>
    private static async Task<IReadOnlyList<string?>> CursorsAsync(HttpClient http, CollaborationPath path)
    {
        var cursors = new List<string?> { null };
        while (cursors.Count < Pages)
        {
            var part = await AskAsync(http, path, cursors[^1]);
            foreach (var field in path.Connection)
            {
                part = part.GetProperty(field);
            }
            if (part.GetProperty("nodes").GetArrayLength() == 0)
            {
                throw new BenchException($"{path.Name}: the page after {cursors[^1]} is empty.");
            }
            cursors.Add(part.GetProperty("pageInfo").GetProperty("endCursor").GetString());
        }
        return cursors;
    }

    private static async Task<JsonElement> AskAsync(HttpClient http, CollaborationPath path, string? after)
    {
        using var response = await http.PostAsJsonAsync(http.BaseAddress, new { query = path.Document, variables = new { after } });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("data", out var data) && !answer.TryGetProperty("errors", out _)
            ? data
            : throw new BenchException($"{path.Name}: {answer.GetRawText()}");
    }
}
