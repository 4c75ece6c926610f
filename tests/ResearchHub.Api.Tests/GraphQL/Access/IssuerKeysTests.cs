using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResearchHub.Api.Access.Oidc;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>How often an issuer is asked, and for how long its word holds.</summary>
public sealed class IssuerKeysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_with_invented_keys_do_not_make_the_server_flood_the_issuer()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new Clock();
        using var keys = Keys(issuer, clock);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => keys.ConfigurationAsync($"invented {n}", Cancel)));
        Assert.Equal(2, issuer.Asked);
        clock.Now += TimeSpan.FromSeconds(11);
        await keys.ConfigurationAsync("invented", Cancel);

        Assert.Equal(4, issuer.Asked);
    }

    [Fact]
    public async Task Nor_do_tokens_that_name_no_key_and_fit_none()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new Clock();
        using var keys = Keys(issuer, clock);
        var known = await keys.ConfigurationAsync(null, Cancel);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => keys.NewerAsync(known!, Cancel))), Assert.Null);
        Assert.Equal(2, issuer.Asked);
        clock.Now += TimeSpan.FromSeconds(11);
        var newer = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => keys.NewerAsync(known!, Cancel)));

        Assert.Equal(4, issuer.Asked);
        Assert.NotSame(known, Assert.Single(newer.Distinct()));
        Assert.NotNull(newer[0]);
    }

    [Fact]
    public async Task Keys_are_fetched_again_when_they_are_old_and_given_up_when_the_issuer_is_away_too_long()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new Clock();
        using var keys = Keys(issuer, clock);
        await keys.ConfigurationAsync(null, Cancel);

        issuer.IsDown = true;
        clock.Now += TimeSpan.FromHours(13);
        Assert.NotNull(await keys.ConfigurationAsync(null, Cancel));
        Assert.True(issuer.Asked > 2);
        clock.Now += TimeSpan.FromHours(36);
        Assert.Null(await keys.ConfigurationAsync(null, Cancel));
        issuer.IsDown = false;
        clock.Now += TimeSpan.FromSeconds(11);
        Assert.NotNull(await keys.ConfigurationAsync(null, Cancel));
    }

    [Fact]
    public async Task While_old_keys_are_fetched_again_they_serve_and_nobody_waits_for_an_issuer_that_is_slow()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var clock = new Clock();
        using var keys = Keys(issuer, clock);
        var old = await keys.ConfigurationAsync(null, Cancel);
        var slow = new TaskCompletionSource();
        issuer.Held = slow.Task;
        clock.Now += TimeSpan.FromHours(13);

        var asking = keys.ConfigurationAsync(null, Cancel);
        var other = await keys.ConfigurationAsync(old!.SigningKeys.Single().KeyId, Cancel);

        Assert.Same(old, other);
        Assert.False(asking.IsCompleted);
        slow.SetResult();
        Assert.NotSame(old, await asking);
    }

    [Fact]
    public async Task An_issuer_that_calls_itself_otherwise_is_not_believed()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Name = "https://somebody.example";
        using var keys = Keys(issuer, new Clock());

        Assert.Null(await keys.ConfigurationAsync(null, Cancel));
    }

    [Theory]
    [InlineData("http://issuer.example", "hub")]
    [InlineData("issuer", "hub")]
    [InlineData("https://issuer.example", null)]
    public void Options_that_would_be_unsafe_are_refused(string authority, string? audience)
    {
        var options = new OidcOptions { Authority = authority, Audience = audience };

        Assert.Single(options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)));
    }

    private static OidcIssuer Keys(TestIssuer issuer, TimeProvider clock) =>
        new(
            Options.Create(new OidcOptions { Authority = issuer.Url, Audience = TestIssuer.Audience }),
            clock,
            NullLogger<OidcIssuer>.Instance
        );

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
