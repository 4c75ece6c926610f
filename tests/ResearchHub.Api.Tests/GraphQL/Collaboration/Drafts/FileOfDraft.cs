using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>A file of a draft, sent and asked for.</summary>
internal static class FileOfDraft
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends a small table; gives the path to download it from.</summary>
    public static async Task<string> UploadAsync(HubServerFixture hub, string token, string id, string name)
    {
        const string Query =
            "mutation ($id: ID!, $f: Upload!) { uploadFile(input: { id: $id, file: $f }) { file { download } errors { code message } } }";
        using var body = Body(new { query = Query, variables = new { id, f = (string?)null } }, "f", name);
        var answer = await hub.SendAsync(token, body);
        return answer.GetProperty("data").GetProperty("uploadFile").GetProperty("file").GetProperty("download").GetString()!;
    }

    /// <summary>An operation with a small table.</summary>
    /// <param name="variable">Where the table goes.</param>
    public static MultipartFormDataContent Body(object operation, string variable, string name) =>
        new()
        {
            { new StringContent(JsonSerializer.Serialize(operation)), "operations" },
            { new StringContent($$"""{"0":["variables.{{variable}}"]}"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "0", name },
        };

    /// <summary>The status of a download.</summary>
    public static async Task<int> StatusAsync(HubServerFixture hub, string? authorization, string path)
    {
        using var response = await GetAsync(hub, authorization, path);
        return (int)response.StatusCode;
    }

    /// <summary>A download.</summary>
    public static async Task<HttpResponseMessage> GetAsync(HubServerFixture hub, string? authorization, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        return await hub.Http.SendAsync(request, Cancel);
    }
}
