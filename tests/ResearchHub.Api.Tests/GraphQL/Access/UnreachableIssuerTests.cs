using System.Net;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>A server whose issuer has never answered.</summary>
public sealed class UnreachableIssuerHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Authentication:Oidc:Authority", "http://127.0.0.1:1"), new("Authentication:Oidc:Audience", TestIssuer.Audience)];
}

/// <summary>What a server does while it cannot tell whether a token is good.</summary>
public sealed class UnreachableIssuerTests(UnreachableIssuerHubFixture hub) : IClassFixture<UnreachableIssuerHubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_so_takes_nobody_for_anonymous_and_serves_everybody_else()
    {
        await using var issuer = await TestIssuer.StartAsync();

        using var refused = await hub.PostAsync(issuer.Token("somebody"), "{ viewer { name } }");
        using var anonymous = await hub.PostAsync(null, "{ viewer { name } }");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        var text = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\"code\":\"UNAUTHENTICATED\"", text, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"ISSUER_UNREACHABLE\"", text, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"viewer":null}}""", await anonymous.Content.ReadAsStringAsync(Cancel));
    }
}
