using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A subscription over server-sent events.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StreamReader _reader = new(stream);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Subscribes.</summary>
    public static async Task<EventStream> OpenAsync(HttpClient http, string? token, string query, object? variables = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(Cancel));
    }

    /// <summary>The next event: the only field of its data.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var result = await ResultAsync();
        Assert.False(result.TryGetProperty("errors", out _), result.GetRawText());
        return result.GetProperty("data").EnumerateObject().Single().Value;
    }

    /// <summary>The next event as it is, an error too.</summary>
    public async Task<JsonElement> ResultAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        while (await _reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line[6..]).RootElement;
            }
        }
        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>All that is left, of a stream that ends.</summary>
    public Task<string> TextAsync() => _reader.ReadToEndAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
