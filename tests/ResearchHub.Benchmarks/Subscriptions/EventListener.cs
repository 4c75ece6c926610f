using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>A listener over server-sent events, on a connection of its own.</summary>
internal sealed class EventListener(IReadOnlyList<Uri> servers, int number, string start) : Listener(servers, number, start)
{
    private const string Data = "data: {";

    protected override async Task ListenToAsync(Uri server)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, server) { Content = JsonContent.Create(Operation()) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Life);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Life));
        Begun();
        while (await reader.ReadLineAsync(Life) is { } line)
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal))
            {
                continue;
            }
            using var result = JsonDocument.Parse(line.AsMemory(Data.Length - 1));
            if (result.RootElement.TryGetProperty("errors", out _))
            {
                return;
            }
            Take(result.RootElement);
        }
    }
}
