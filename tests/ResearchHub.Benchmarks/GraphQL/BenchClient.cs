using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>Asks the servers one question at a time, to see that they say the same.</summary>
internal sealed class BenchClient : IDisposable
{
    /// <summary>Escapes that Lua reads as JSON does.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _http = new();

    public static string Body(string document, string? slug) =>
        slug is null
            ? JsonSerializer.Serialize(new { query = document }, Plain)
            : JsonSerializer.Serialize(new { query = document, variables = new { slug } }, Plain);

    /// <summary>The data of an answer; an answer with errors fails.</summary>
    public async Task<JsonElement> AskAsync(BenchServer server, string document, string? slug)
    {
        using var content = new StringContent(Body(document, slug), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(server.Address, content);
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        return response.IsSuccessStatusCode && !answer.TryGetProperty("errors", out _)
            ? answer.GetProperty("data")
            : throw new BenchException($"{server.Name} answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 600)]}");
    }

    /// <summary>
    /// The texts of an answer in order, each with how deep its list is: equal for answers that differ only in the names of fields and in
    /// the objects that wrap lists.
    /// </summary>
    public static IReadOnlyList<string> Texts(JsonElement data)
    {
        var texts = new List<string>();
        Collect(data, 0, texts);
        return texts;
    }

    public void Dispose() => _http.Dispose();

    private static void Collect(JsonElement value, int lists, List<string> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Collect(field.Value, lists, texts);
                }
                break;
            case JsonValueKind.Array:
                texts.Add($"{lists}: {value.GetArrayLength()} items");
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, lists + 1, texts);
                }
                break;
            default:
                texts.Add($"{lists}: {value}");
                break;
        }
    }
}
