using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Asks a server as somebody who has a token.</summary>
internal static class SignedInClient
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A token of a new account.</summary>
    public static Task<string> TokenAsync(this HubServerFixture hub, string who, Role role) =>
        hub.Services.GetRequiredService<TokenService>().IssueAsync($"{who}@example.org", role, "test", Cancel);

    /// <summary>The whole answer.</summary>
    public static Task<JsonElement> SendAsync(this HubServerFixture hub, string? token, string query, object? variables = null) =>
        hub.SendAsync(token, JsonContent.Create(new { query, variables }));

    /// <summary>The whole answer to a body of any kind.</summary>
    public static async Task<JsonElement> SendAsync(this HubServerFixture hub, string? token, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = body };
        request.Headers.Add("GraphQL-Preflight", "1");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>The data of a document that must not fail.</summary>
    public static async Task<JsonElement> DataAsAsync(this HubServerFixture hub, string? token, string query, object? variables = null)
    {
        var answer = await hub.SendAsync(token, query, variables);
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
        return answer.GetProperty("data");
    }

    /// <summary>Number of statements that a document costs: of two times the least, since the rights of a caller are read anew now and then.</summary>
    public static async Task<int> StatementsAsync(this HubServerFixture hub, string? token, string query, object? variables = null)
    {
        await hub.DataAsAsync(token, query, variables);
        return Math.Min(await OnceAsync(), await OnceAsync());

        async Task<int> OnceAsync()
        {
            using var sql = hub.Database.CaptureSql();
            await hub.DataAsAsync(token, query, variables);
            return HubServerFixture.Asked(sql).Count;
        }
    }

    /// <summary>Runs a mutation with this input and gives its payload.</summary>
    /// <param name="selection">Of the payload, besides its errors.</param>
    public static async Task<JsonElement> RunAsync(
        this HubServerFixture hub,
        string? token,
        string mutation,
        object input,
        string selection = ""
    )
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        var data = await hub.DataAsAsync(
            token,
            $"mutation ($i: {type}!) {{ {mutation}(input: $i) {{ {selection} errors {{ __typename code message path }} }} }}",
            new { i = input }
        );
        return data.GetProperty(mutation);
    }

    /// <summary>Runs a mutation that must succeed.</summary>
    public static async Task<JsonElement> DoneAsync(
        this HubServerFixture hub,
        string? token,
        string mutation,
        object input,
        string selection = ""
    )
    {
        var payload = await hub.RunAsync(token, mutation, input, selection);
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload;
    }

    /// <summary>Code and path of each error of a payload: <c>INVALID input.titles</c>.</summary>
    public static string[] Problems(this JsonElement payload) =>
        [
            .. payload
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error =>
                    $"{error.GetProperty("code").GetString()} {string.Join('.', error.GetProperty("path").EnumerateArray().Select(step => step.GetString()))}"
                ),
        ];

    /// <summary>Takes a draft through review to publication; gives its state.</summary>
    public static async Task<string?> PublishAsync(
        this HubServerFixture hub,
        string owner,
        string curator,
        string id,
        object? publication = null
    )
    {
        await hub.DoneAsync(owner, "submitOutput", new { id });
        await hub.DoneAsync(curator, "acceptOutput", new { id });
        var done = await hub.DoneAsync(owner, "publishOutput", publication ?? new { id }, "output { state }");
        return done.GetProperty("output").GetProperty("state").GetString();
    }
}
