using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Benchmarks.GraphQL;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>Prepares studies and publishes them through the API, at an even rate, to whichever server answers.</summary>
internal sealed class Publisher : IDisposable
{
    private const int AtOnce = 8;
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(100) };
    private readonly Uri[] servers;

    /// <summary>How long publications took until the server had answered, in milliseconds.</summary>
    public ConcurrentBag<double> Took { get; } = [];

    public Publisher(IEnumerable<Uri> servers, string token)
    {
        this.servers = [.. servers];
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Studies that only wait for their publication.</summary>
    public async Task<string[]> PrepareAsync(int count)
    {
        var ids = new string[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) =>
            {
                var title = string.Create(CultureInfo.InvariantCulture, $"Announced study {number}");
                var data = await AskAsync(
                    servers[0],
                    "mutation ($t: String!) { createStudy(input: { titles: [{ language: \"en\", text: $t }], abstracts: [{ language: \"en\", text: \"What was found.\" }], languages: [\"en\"], publishedYear: 2026, license: \"CC-BY-4.0\", type: REPORT }) { study { id } errors { __typename message } } }",
                    new { t = title }
                );
                ids[number] = data.GetProperty("createStudy").GetProperty("study").GetProperty("id").GetString()!;
                foreach (var step in (string[])["submitOutput", "startReview", "acceptOutput"])
                {
                    await AskAsync(servers[0], Mutation(step), new { id = ids[number] });
                }
            }
        );
        return ids;
    }

    /// <summary>Publishes all, so many a second; the time at which each request was sent goes into the list.</summary>
    public async Task PublishAsync(IReadOnlyList<string> ids, double perSecond, Action<string, long> sent)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var number = 0; number < ids.Count; number++)
        {
            var due = TimeSpan.FromSeconds(number / perSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }
            sent(ids[number], Stopwatch.GetTimestamp());
            running.Add(PublishAsync(ids[number], number));
        }
        await Task.WhenAll(running);
    }

    public async Task<string> EndOfFeedAsync()
    {
        for (string? after = null; ; )
        {
            var page = (
                await AskAsync(
                    servers[^1],
                    "query ($a: String) { changes(first: 100, after: $a) { pageInfo { hasNextPage endCursor } } }",
                    new { a = after }
                )
            )
                .GetProperty("changes")
                .GetProperty("pageInfo");
            after = page.GetProperty("endCursor").GetString() ?? after;
            if (!page.GetProperty("hasNextPage").GetBoolean())
            {
                return after ?? "0-0";
            }
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>A server that was killed may have published without saying so: asking again then finds it done.</summary>
    private async Task PublishAsync(string id, int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var started = Stopwatch.GetTimestamp();
                await AskAsync(servers[(number + attempt) % servers.Length], Mutation("publishOutput"), new { id });
                Took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                return;
            }
            catch (BenchException) when (attempt > 0)
            {
                return;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && attempt < Attempts)
            {
                await Task.Delay(Pause);
            }
        }
    }

    private static string Mutation(string name) =>
        $"mutation ($id: ID!) {{ result: {name}(input: {{ id: $id }}) {{ errors {{ __typename message }} }} }}";

    private async Task<JsonElement> AskAsync(Uri server, string query, object variables)
    {
        using var response = await http.PostAsJsonAsync(server, new { query, variables });
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new HttpRequestException("The server is starting.");
        }
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        if (answer.TryGetProperty("errors", out _) || text.Contains("\"errors\":[{", StringComparison.Ordinal))
        {
            throw new BenchException($"The server answered {text}");
        }
        return answer.GetProperty("data");
    }
}
