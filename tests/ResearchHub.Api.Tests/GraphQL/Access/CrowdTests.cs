using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ResearchHub.Api.Access;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Many anonymous callers at once leave room for the signed-in.</summary>
public sealed class CrowdTests
{
    private static readonly ClaimsPrincipal Anonymous = new();
    private static readonly ClaimsPrincipal Ana = new CallerPrincipal(Caller.Anonymous with { UserId = 1 });

    [Fact]
    public void Who_is_signed_in_has_a_place_while_the_anonymous_of_all_addresses_have_none()
    {
        using var budget = new RequestBudget(Options.Create(new RateLimitOptions { AnonymousAtOnce = 2 }));

        var first = budget.Enter(Anonymous, From("192.0.2.1"));
        var second = budget.Enter(Anonymous, From("192.0.2.2"));

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(budget.Enter(Anonymous, From("192.0.2.3")));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(budget.Enter(Ana, From("192.0.2.3"))));
        first.Dispose();
        Assert.NotNull(budget.Enter(Anonymous, From("192.0.2.3")));
        Assert.Null(budget.Enter(Anonymous, From("192.0.2.4")));
    }

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
