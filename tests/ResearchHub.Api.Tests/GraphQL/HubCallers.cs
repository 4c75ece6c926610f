using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Requests of different people.</summary>
internal static class HubCallers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A token of <c>WHO@example.org</c> with all rights of the role.</summary>
    public static Task<string> TokenAsync(this HubServerFixture hub, string who, Role role) =>
        hub.Services.GetRequiredService<TokenService>().IssueAsync($"{who}@example.org", role, "test", Cancel);

    /// <summary>A token with these scopes only.</summary>
    public static Task<string> TokenAsync(this HubServerFixture hub, string who, Role role, params TokenScope[] scopes) =>
        hub
            .Services.GetRequiredService<TokenService>()
            .IssueAsync($"{who}@example.org", role, new TokenOrder("test", scopes, null), Cancel);

    /// <summary>The whole answer.</summary>
    public static async Task<JsonElement> SendAsync(this HubServerFixture hub, string? token, string query, object? variables = null)
    {
        using var response = await hub.PostAsync(token, query, variables);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>The data of a document that must not fail.</summary>
    public static async Task<JsonElement> AskAsAsync(this HubServerFixture hub, string? token, string query, object? variables = null)
    {
        var answer = await hub.SendAsync(token, query, variables);
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
        return answer.GetProperty("data");
    }

    /// <summary>Runs a mutation of one argument and gives its payload.</summary>
    public static async Task<JsonElement> MutateAsync(this HubServerFixture hub, string? token, string name, object input, string selection)
    {
        var document =
            $"mutation ($i: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) {{ {name}(input: $i) {{ {selection} errors {{ __typename code message path }} }} }}";
        return (await hub.AskAsAsync(token, document, new { i = input })).GetProperty(name);
    }

    /// <summary>Codes and paths of the errors of a payload: <c>INVALID input.name</c>.</summary>
    public static string[] Errors(this JsonElement payload) =>
        [
            .. payload
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error =>
                    $"{error.GetProperty("code").GetString()} {string.Join('.', error.GetProperty("path").EnumerateArray().Select(step => step.GetString()))}"
                ),
        ];

    /// <summary>The response itself.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this HubServerFixture hub,
        string? token,
        string query,
        object? variables = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return await hub.Http.SendAsync(request, Cancel);
    }
}
