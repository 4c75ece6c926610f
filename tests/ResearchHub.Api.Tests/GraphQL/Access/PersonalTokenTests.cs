using System.Net;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Personal access tokens, made and revoked over the API.</summary>
public sealed class PersonalTokenTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Token = "secret token { id prefix name scopes createdAt expiresAt lastUsedAt revokedAt }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_works_and_is_listed_without_its_text()
    {
        var ana = await hub.TokenAsync("once", Role.Researcher);

        var made = await hub.RunAsync(ana, "createToken", new { name = " Notebook ", scopes = new[] { "WRITE", "READ", "READ" } }, Token);

        Assert.Empty(made.Problems());
        var secret = made.GetProperty("secret").GetString()!;
        var token = made.GetProperty("token");
        Assert.Equal("Notebook", token.GetProperty("name").GetString());
        Assert.Equal("""["READ","WRITE"]""", token.GetProperty("scopes").GetRawText());
        Assert.Equal(secret[..12], token.GetProperty("prefix").GetString());
        Assert.Equal(JsonValueKind.Null, token.GetProperty("lastUsedAt").ValueKind);
        var viewer = (
            await hub.DataAsAsync(
                secret,
                "{ viewer { email scopes tokens { nodes { id prefix name scopes createdAt expiresAt lastUsedAt } } } }"
            )
        ).GetProperty("viewer");
        Assert.Equal("once@example.org", viewer.GetProperty("email").GetString());
        Assert.Equal(2, viewer.GetProperty("tokens").GetProperty("nodes").GetArrayLength());
        Assert.Equal("Notebook", viewer.GetProperty("tokens").GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, viewer.GetProperty("tokens").GetProperty("nodes")[0].GetProperty("lastUsedAt").ValueKind);
        Assert.DoesNotContain(secret[12..], viewer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>($"select count(*) from access_tokens t where t::text like '%{secret[12..]}%'", Cancel)
        );
    }

    [Fact]
    public async Task A_token_for_reading_changes_nothing()
    {
        var reading = await hub.TokenAsync("reading", Role.Curator, TokenScope.Read);
        var before = await CountAsync();

        var answer = await hub.SendAsync(
            reading,
            "mutation ($i: CreateTokenInput!) { createToken(input: $i) { secret } }",
            new { i = new { name = "more", scopes = new[] { "READ" } } }
        );

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("WRITE", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_token_never_makes_one_with_more_rights()
    {
        var writing = await hub.TokenAsync("more", Role.Admin, TokenScope.Write);
        var researcher = await hub.TokenAsync("less", Role.Researcher);
        var short_ = await ShortAsync(researcher, TimeSpan.FromHours(1));
        var before = await CountAsync();

        var more = await hub.RunAsync(writing, "createToken", new { name = "more", scopes = new[] { "ADMIN" } }, "secret");
        var role = await hub.RunAsync(researcher, "createToken", new { name = "more", scopes = new[] { "ADMIN" } }, "secret");
        var longer = await hub.RunAsync(
            short_,
            "createToken",
            new
            {
                name = "longer",
                scopes = new[] { "READ" },
                expiresAt = TimeProvider.System.GetUtcNow().AddDays(2),
            },
            "secret"
        );

        Assert.Equal(["FORBIDDEN input.scopes"], more.Problems());
        Assert.Equal(["FORBIDDEN input.scopes"], role.Problems());
        Assert.Equal(["FORBIDDEN input.expiresAt"], longer.Problems());
        Assert.Equal(before, await CountAsync());
        var same = await hub.RunAsync(short_, "createToken", new { name = "same", scopes = new[] { "WRITE" } }, Token);
        Assert.True(same.GetProperty("token").GetProperty("expiresAt").GetDateTimeOffset() < TimeProvider.System.GetUtcNow().AddHours(1.1));
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_order_is_told_at_once()
    {
        var ana = await hub.TokenAsync("wrong-order", Role.Researcher);

        var past = await hub.RunAsync(
            ana,
            "createToken",
            new
            {
                name = "\u0007",
                scopes = Array.Empty<string>(),
                expiresAt = TimeProvider.System.GetUtcNow().AddDays(-1),
            },
            "secret"
        );
        var far = await hub.RunAsync(
            ana,
            "createToken",
            new
            {
                name = new string('n', 101),
                scopes = new[] { "READ" },
                expiresAt = TimeProvider.System.GetUtcNow().AddYears(7000),
            },
            "secret"
        );

        Assert.Equal(["INVALID input.name", "INVALID input.scopes", "INVALID input.expiresAt"], past.Problems());
        Assert.Equal(["INVALID input.name", "INVALID input.expiresAt"], far.Problems());
    }

    [Fact]
    public async Task An_account_holds_a_hundred_tokens_also_when_all_are_ordered_at_once()
    {
        var ana = await hub.TokenAsync("hundred", Role.Researcher);
        await hub.Database.ExecuteAsync(
            """
            insert into access_tokens (user_id, name, prefix, hash, scopes, created_at, expires_at)
            select id, 'many', 'rhub_many', decode(md5(n::text), 'hex'), '{READ}', now(), now() + interval '1 day'
            from users, generate_series(1, 95) n where email = 'hundred@example.org'
            """,
            Cancel
        );

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => hub.RunAsync(ana, "createToken", new { name = "one more", scopes = new[] { "READ" } }, "secret"))
        );

        Assert.Equal(4, answers.Count(answer => answer.Problems() is []));
        Assert.All(answers.Where(answer => answer.Problems() is not []), answer => Assert.Equal(["INVALID input"], answer.Problems()));
    }

    [Fact]
    public async Task A_revoked_token_is_worthless_at_once_and_only_its_owner_or_an_administrator_revokes_it()
    {
        var ana = await hub.TokenAsync("revoking", Role.Researcher);
        var stranger = await hub.TokenAsync("revoking-stranger", Role.Curator);
        var admin = await hub.TokenAsync("revoking-admin", Role.Admin);
        var (first, firstId) = await MadeAsync(ana);
        var (second, secondId) = await MadeAsync(ana);

        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "revokeToken", new { id = firstId }, "")).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, "revokeToken", new { id = "nonsense" }, "")).Problems());
        Assert.Equal(HttpStatusCode.OK, (await hub.PostAsync(first, "{ viewer { name } }")).StatusCode);
        var revoked = await hub.RunAsync(ana, "revokeToken", new { id = firstId }, "token { revokedAt }");
        var again = await hub.RunAsync(ana, "revokeToken", new { id = firstId }, "token { revokedAt }");
        Assert.Empty((await hub.RunAsync(admin, "revokeToken", new { id = secondId }, "")).Problems());

        Assert.Equal(revoked.GetRawText(), again.GetRawText());
        await AssertRefusedAsync(first, "REVOKED");
        await AssertRefusedAsync(second, "REVOKED");
    }

    [Theory]
    [InlineData("rhub_nobodys", "MALFORMED")]
    [InlineData("rhub_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "UNKNOWN")]
    [InlineData("nonsense", "MALFORMED")]
    [InlineData(
        "rhub_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "MALFORMED"
    )]
    public Task A_token_that_is_none_is_refused_with_a_reason(string token, string reason) => AssertRefusedAsync(token, reason);

    [Fact]
    public async Task An_expired_token_is_refused_with_a_reason()
    {
        var ana = await hub.TokenAsync("expired", Role.Researcher);
        await hub.Database.ExecuteAsync(
            "update access_tokens set expires_at = now() - interval '1 second' where user_id = (select id from users where email = 'expired@example.org')",
            Cancel
        );

        await AssertRefusedAsync(ana, "EXPIRED");
    }

    private async Task AssertRefusedAsync(string token, string reason)
    {
        using var response = await hub.PostAsync(token, "{ viewer { name } }");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        var extensions = answer.RootElement.GetProperty("errors")[0].GetProperty("extensions");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Contains("error=\"invalid_token\"", response.Headers.WwwAuthenticate.Single().Parameter, StringComparison.Ordinal);
        Assert.Equal("UNAUTHENTICATED", extensions.GetProperty("code").GetString());
        Assert.Equal(reason, extensions.GetProperty("reason").GetString());
    }

    private async Task<(string Secret, string Id)> MadeAsync(string token)
    {
        var made = await hub.RunAsync(token, "createToken", new { name = "made", scopes = new[] { "READ" } }, "secret token { id }");
        return (made.GetProperty("secret").GetString()!, made.GetProperty("token").GetProperty("id").GetString()!);
    }

    private async Task<string> ShortAsync(string token, TimeSpan life)
    {
        var made = await hub.RunAsync(
            token,
            "createToken",
            new
            {
                name = "short",
                scopes = new[] { "WRITE" },
                expiresAt = TimeProvider.System.GetUtcNow() + life,
            },
            "secret"
        );
        return made.GetProperty("secret").GetString()!;
    }

    private Task<long> CountAsync() => hub.Database.ScalarAsync<long>("select count(*) from access_tokens", Cancel);
}
