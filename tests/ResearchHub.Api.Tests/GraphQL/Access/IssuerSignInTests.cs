using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>A server that takes tokens of an issuer, asks it every time a key is new, and maps its groups and ORCID iDs.</summary>
public sealed class IssuerHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    public TestIssuer Issuer { get; private set; } = null!;

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Authentication:Oidc:Authority", Issuer.Url),
            new("Authentication:Oidc:Audience", $"another {TestIssuer.Audience}"),
            new("Authentication:Oidc:RoleClaim", "groups"),
            new("Authentication:Oidc:Roles:hub-admins", "ADMIN"),
            new("Authentication:Oidc:Roles:hub-curators", "CURATOR"),
            new("Authentication:Oidc:OrcidClaim", "sub"),
            new("Authentication:Oidc:AskAgainAfter", "00:00:00"),
            new("Authentication:Oidc:ClockSkew", "00:00:01"),
        ];

    /// <inheritdoc />
    protected override async Task DatabaseReadyAsync(CancellationToken cancellationToken)
    {
        Issuer = await TestIssuer.StartAsync();
        await base.DatabaseReadyAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

/// <summary>Tokens of an OpenID Connect issuer, good and bad.</summary>
public sealed class IssuerSignInTests(IssuerHubFixture hub) : IClassFixture<IssuerHubFixture>
{
    private const string Who = "{ viewer { name email role scopes } }";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_sign_in_makes_an_account_of_a_reader_and_the_next_finds_it()
    {
        var token = hub.Issuer.Token("first", ("name", "Ana Petrović"), ("email", "Ana.P@Example.org"), ("email_verified", true));

        // Twenty at once, and again: still one account.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hub.DataAsAsync(token, Who)));
        var again = await hub.DataAsAsync(hub.Issuer.Token("first", ("name", "Another Name")), Who);

        const string Expected = """{"name":"Ana Petrović","email":"ana.p@example.org","role":"READER","scopes":["READ","WRITE"]}""";
        Assert.All(answers.Append(again), answer => Assert.Equal(Expected, answer.GetProperty("viewer").GetRawText()));
        Assert.Equal(1, await hub.Database.ScalarAsync<long>("select count(*) from user_identities where subject = 'first'", Cancel));
        Assert.Equal(1, await hub.Database.ScalarAsync<long>("select count(*) from users where email = 'ana.p@example.org'", Cancel));
    }

    [Fact]
    public async Task An_account_here_is_not_taken_over_by_its_address()
    {
        await hub.TokenAsync("owner-here", Role.Admin);

        var viewer = await hub.DataAsAsync(hub.Issuer.Token("taker", ("email", "owner-here@example.org"), ("email_verified", true)), Who);
        var unverified = await hub.DataAsAsync(hub.Issuer.Token("unverified", ("email", "new@example.org")), Who);

        Assert.Equal(
            """{"name":"taker","email":null,"role":"READER","scopes":["READ","WRITE"]}""",
            viewer.GetProperty("viewer").GetRawText()
        );
        Assert.Equal(JsonValueKind.Null, unverified.GetProperty("viewer").GetProperty("email").ValueKind);
    }

    [Fact]
    public async Task Roles_follow_the_groups_that_are_mapped()
    {
        var both = await RoleAsync(hub.Issuer.Token("grouped", ("groups", new[] { "hub-curators", "hub-admins", "others" })));
        var one = await RoleAsync(hub.Issuer.Token("grouped", ("groups", "hub-curators")));
        var none = await RoleAsync(hub.Issuer.Token("grouped", ("groups", new[] { "ADMIN" })));

        Assert.Equal(["ADMIN", "CURATOR", "READER"], new[] { both, one, none });
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from former_curators f join user_identities i on i.user_id = f.user_id where i.subject = 'grouped'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task An_orcid_id_links_the_account_to_its_researcher()
    {
        await hub.DataAsAsync(hub.Issuer.Token("0000-0002-1825-0097"), Who);
        await hub.DataAsAsync(hub.Issuer.Token("0000-0002-1825-0098"), Who);

        const string Linked = "select researcher_id from users u join user_identities i on i.user_id = u.id where subject = ";
        Assert.Equal(31, await hub.Database.ScalarAsync<long>($"{Linked} '0000-0002-1825-0097'", Cancel));
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"{Linked} '0000-0002-1825-0098'", Cancel));
    }

    [Fact]
    public async Task Who_is_linked_by_an_orcid_id_is_told_of_the_open_calls_that_speak_to_the_profile()
    {
        var owner = await hub.TokenAsync("orcid-owner", Role.Researcher);
        await hub.Database.ExecuteAsync(
            """
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, orcid, open_to, created_at, updated_at)
            values (9900, 'orcid-first', 'Person', 'Person', 'Person', 'person 9900', 'ACADEMIA', '0000-0002-1694-233X', '{MENTORING}', now(), now()),
              (9901, 'orcid-later', 'Person', 'Person', 'Person', 'person 9901', 'ACADEMIA', null, '{MENTORING}', now(), now())
            """,
            Cancel
        );
        var call = await hub.OpenCallAsync(owner, "For who signs in", "MENTORING");
        var later = hub.Issuer.Token("0000-0001-2345-6789");
        await hub.DataAsAsync(later, Who);

        await hub.DataAsAsync(hub.Issuer.Token("0000-0002-1694-233X"), Who);
        await hub.Database.ExecuteAsync("update researchers set orcid = '0000-0001-2345-6789' where id = 9901", Cancel);
        await hub.DataAsAsync(later, Who);
        await hub.DataAsAsync(later, Who);

        await hub.UntilAsync(
            $"""
            select coalesce(string_agg(n.kind || ' ' || u.researcher_id, ', ' order by u.researcher_id), '') from notifications n
            join users u on u.id = n.user_id where n.topic_id = {NodeId.KeyOf(call, "CollaborationCall")}
            """,
            "CALL_MATCHED 9900, CALL_MATCHED 9901"
        );
        Assert.Equal(
            2L,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from change_events where subject_id in (9900, 9901) and kind = 'UPDATED' and subject_kind = 'RESEARCHER'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_is_known_is_not_written_again_at_each_request_and_is_linked_when_a_researcher_has_the_orcid_id()
    {
        var token = hub.Issuer.Token("0000-0001-5109-3700");
        await hub.DataAsAsync(token, Who);
        using var sql = hub.Database.CaptureSql();

        await hub.DataAsAsync(token, Who);
        var written = sql.OfRequests.Where(statement => statement.Contains("update users", StringComparison.Ordinal)).ToArray();
        await hub.Database.ExecuteAsync("update researchers set orcid = '0000-0001-5109-3700' where id = 32", Cancel);
        var linked = await hub.DataAsAsync(token, "{ viewer { user { researcher { slug } } } }");

        Assert.Empty(written);
        Assert.NotEqual(JsonValueKind.Null, linked.GetProperty("viewer").GetProperty("user").GetProperty("researcher").ValueKind);
    }

    [Fact]
    public async Task Keys_may_rotate_while_the_server_runs()
    {
        Assert.Equal("READER", await RoleAsync(hub.Issuer.Token("rotating")));

        var old = hub.Issuer.Token("rotating");
        hub.Issuer.Rotate();

        Assert.Equal("READER", await RoleAsync(hub.Issuer.Token("rotating")));
        await AssertRefusedAsync(old, "BAD_SIGNATURE");
    }

    [Fact]
    public async Task Keys_rotate_for_tokens_that_name_none()
    {
        var claims = hub.Issuer.Claims("nameless", TestIssuer.Audience, Soon);
        var old = TestIssuer.Sign(claims, hub.Issuer.Nameless());
        Assert.Equal("READER", await RoleAsync(old));

        hub.Issuer.Rotate();

        Assert.Equal("READER", await RoleAsync(TestIssuer.Sign(claims, hub.Issuer.Nameless())));
        await AssertRefusedAsync(old, "BAD_SIGNATURE");
    }

    [Fact]
    public async Task A_token_that_is_not_good_is_refused_and_makes_no_account()
    {
        var issuer = hub.Issuer;
        var before = await hub.Database.ScalarAsync<long>("select count(*) from users", Cancel);
        var good = issuer.Claims("bad", TestIssuer.Audience, Soon);

        await AssertRefusedAsync(issuer.Token("bad", "someone-else", Soon), "WRONG_AUDIENCE");
        await AssertRefusedAsync(issuer.Token("bad", TestIssuer.Audience, TimeSpan.FromMinutes(-1)), "EXPIRED");
        await AssertRefusedAsync(
            issuer.Token("bad", TestIssuer.Audience, Soon, ("nbf", TimeProvider.System.GetUtcNow().AddMinutes(9).ToUnixTimeSeconds())),
            "NOT_YET_VALID"
        );
        await AssertRefusedAsync(issuer.Token("bad", TestIssuer.Audience, Soon, ("iss", "https://evil.example")), "WRONG_ISSUER");
        await AssertRefusedAsync(TestIssuer.Sign(good, null), "BAD_SIGNATURE");
        await AssertRefusedAsync(TestIssuer.Sign(good, issuer.Forged()), "BAD_SIGNATURE");
        await AssertRefusedAsync(TestIssuer.Sign(good, issuer.Confused()), "BAD_SIGNATURE");
        await AssertRefusedAsync(
            TestIssuer.Sign(
                good,
                new SigningCredentials(new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "nobody's" }, "RS256")
            ),
            "BAD_SIGNATURE"
        );
        await AssertRefusedAsync(issuer.Token(""), "MALFORMED");
        good.Remove("exp");
        await AssertRefusedAsync(TestIssuer.Sign(good, issuer.Genuine()), "EXPIRED");
        await AssertRefusedAsync("a.b.c", "MALFORMED");

        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select count(*) from users", Cancel));
    }

    [Fact]
    public async Task Texts_that_only_look_like_tokens_are_refused_and_are_no_fault()
    {
        var good = JsonSerializer.Serialize(hub.Issuer.Claims("hostile", TestIssuer.Audience, Soon));
        var deep = $"{new string('[', 3_000)}{new string(']', 3_000)}";
        (string Head, string Body)[] texts =
        [
            ("""{"alg":"none"}""", good),
            ("""{"alg":"NONE","typ":"JWT"}""", good),
            ("""{"alg":null}""", good),
            ("""{"alg":{"a":1},"kid":7}""", good),
            ("""{}""", good),
            ("[]", good),
            ("\"RS256\"", good),
            ("""{"alg":"RS256","kid":"\u0000"}""", good),
            ("""{"alg":"RS256","alg":"none"}""", good),
            ($$"""{"alg":"RS256","x":{{deep}}}""", good),
            ("""{"alg":"RS256"}""", "[]"),
            ("""{"alg":"RS256"}""", "null"),
            ("""{"alg":"RS256"}""", "{"),
            ("""{"alg":"RS256"}""", $$"""{"sub":{{deep}}}"""),
            ("""{"alg":"RS256"}""", """{"exp":"soon","nbf":{},"iss":[1],"aud":[{}]}"""),
            ("""{"alg":"RS256"}""", """{"exp":1e400}"""),
            ("""{"alg":"RS256"}""", $$"""{"sub":"{{new string('x', 14_000)}}"}"""),
            ("""{"alg":"dir","enc":"A128GCM"}""", good),
        ];

        foreach (var (head, body) in texts)
        {
            foreach (var end in new[] { "", ".", ".c2lnbmVk", ".!", ".a.b.c" })
            {
                var text = $"{Base64UrlEncoder.Encode(head)}.{Base64UrlEncoder.Encode(body)}{end}";
                if (text.Length < 24_000)
                {
                    await AssertRefusedAsync(text, null);
                }
            }
        }
    }

    [Theory]
    [InlineData("exp", 253402300799L, "READER")]
    [InlineData("exp", 999999999999999999L, "READER")]
    [InlineData("exp", -1L, null)]
    [InlineData("exp", "tomorrow", null)]
    [InlineData("nbf", 999999999999999999L, null)]
    [InlineData("name", new[] { "One", "Two" }, "READER")]
    [InlineData("email", true, "READER")]
    [InlineData("name", "\u0000 \u202e", "READER")]
    [InlineData("sub", "a\u0000b", null)]
    public async Task Claims_of_strange_values_are_read_or_refused_and_are_no_fault(string claim, object value, string? role)
    {
        var token = hub.Issuer.Token("strange", ("email_verified", "true"), (claim, value));

        if (role is null)
        {
            await AssertRefusedAsync(token, null);
            return;
        }
        Assert.Equal(role, await RoleAsync(token));
    }

    [Fact]
    public async Task While_the_issuer_is_down_known_keys_serve_and_unknown_ones_are_not_taken_for_anonymous()
    {
        Assert.Equal("READER", await RoleAsync(hub.Issuer.Token("down")));
        hub.Issuer.IsDown = true;
        try
        {
            Assert.Equal("READER", await RoleAsync(hub.Issuer.Token("down")));
            hub.Issuer.Rotate();
            await AssertRefusedAsync(hub.Issuer.Token("down"), "BAD_SIGNATURE");
        }
        finally
        {
            hub.Issuer.IsDown = false;
        }
        Assert.Equal("READER", await RoleAsync(hub.Issuer.Token("down")));
    }

    [Fact]
    public async Task A_subscription_ends_when_the_token_of_the_issuer_has_expired()
    {
        var token = hub.Issuer.Token("short", TestIssuer.Audience, TimeSpan.FromSeconds(8));
        var end = await hub.EndOfFeedAsync();
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { authorization = $"Bearer {token}" });
        await client.SubscribeAsync($"subscription {{ outputPublished(after: \"{end}\") {{ cursor }} }}");
        await hub.PublishAsync(2501);
        await client.NextAsync();

        while ((await hub.PostAsync(token, "{ __typename }")).StatusCode == HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
        await hub.PublishAsync(2502);

        Assert.Contains("UNAUTHENTICATED", (await client.ReceiveAsync()).GetRawText(), StringComparison.Ordinal);
    }

    private async Task<string?> RoleAsync(string token) =>
        (await hub.DataAsAsync(token, "{ viewer { role } }")).GetProperty("viewer").GetProperty("role").GetString();

    /// <param name="reason">Null for any.</param>
    private async Task AssertRefusedAsync(string token, string? reason)
    {
        using var response = await hub.PostAsync(token, "{ viewer { name } }");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        var extensions = answer.RootElement.GetProperty("errors")[0].GetProperty("extensions");

        Assert.Equal("UNAUTHENTICATED", extensions.GetProperty("code").GetString());
        Assert.Equal(reason ?? extensions.GetProperty("reason").GetString(), extensions.GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }
}
