using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Roles, links to researchers, and what the audit log says of it.</summary>
public sealed class AccountTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_is_given_holds_at_once()
    {
        var (admin, ana) = (
            await hub.TokenAsync("role-admin", Role.Admin),
            await hub.TokenAsync("role-ana", Role.Reader, TokenScope.Write)
        );
        var user = await IdAsync(ana);

        var made = await hub.DoneAsync(admin, "setUserRole", new { user, role = "CURATOR" }, "user { email role }");
        var permissions = (await hub.DataAsAsync(ana, "{ viewer { role permissions } }")).GetProperty("viewer");
        var own = await hub.RunAsync(admin, "setUserRole", new { user = await IdAsync(admin), role = "READER" }, "");

        Assert.Equal("""{"email":"role-ana@example.org","role":"CURATOR"}""", made.GetProperty("user").GetRawText());
        Assert.Equal("CURATOR", permissions.GetProperty("role").GetString());
        var names = permissions.GetProperty("permissions").EnumerateArray().Select(name => name.GetString()).ToArray();
        Assert.Contains("retractOutput", names);
        Assert.Contains("linkUserToResearcher", names);
        Assert.DoesNotContain("setUserRole", names);
        Assert.Equal(["FORBIDDEN input.user"], own.Problems());
        Assert.Equal(
            ["NOT_FOUND input.user"],
            (await hub.RunAsync(admin, "setUserRole", new { user = "x", role = "READER" }, "")).Problems()
        );
    }

    [Fact]
    public async Task What_a_token_may_not_is_no_permission()
    {
        var reading = await hub.TokenAsync("permission", Role.Admin, TokenScope.Read);

        Assert.Equal(
            "[]",
            (await hub.DataAsAsync(reading, "{ viewer { permissions } }")).GetProperty("viewer").GetProperty("permissions").GetRawText()
        );
    }

    [Fact]
    public async Task A_curator_links_an_account_to_a_researcher_and_takes_it_back()
    {
        var (curator, ana) = (await hub.TokenAsync("link-curator", Role.Curator), await hub.TokenAsync("link-ana", Role.Researcher));
        var user = await IdAsync(ana);
        var researcher = NodeId.Encode("Researcher", 31);

        await hub.DoneAsync(curator, "linkUserToResearcher", new { user, researcher });
        var linked = await hub.DataAsAsync(ana, "{ viewer { user { researcher { name } } } }");
        var unknown = await hub.RunAsync(curator, "linkUserToResearcher", new { user, researcher = NodeId.Encode("Researcher", 999) }, "");
        var back = await hub.DoneAsync(curator, "linkUserToResearcher", new { user }, "user { name researcher { name } }");

        Assert.Equal(
            "Ana Petrović",
            linked.GetProperty("viewer").GetProperty("user").GetProperty("researcher").GetProperty("name").GetString()
        );
        Assert.Equal(["NOT_FOUND input.researcher"], unknown.Problems());
        Assert.Equal(JsonValueKind.Null, back.GetProperty("user").GetProperty("researcher").ValueKind);
    }

    [Theory]
    [InlineData(Role.Curator)]
    [InlineData(Role.Admin)]
    public async Task Nobody_leaves_their_profile_or_takes_another_by_themselves(Role role)
    {
        var name = $"own-link-{role}".ToLowerInvariant();
        var (curator, other) = (await hub.TokenAsync(name, role), await hub.TokenAsync($"{name}-other", Role.Curator));
        var user = await IdAsync(curator);
        var (own, next) = (NodeId.Encode("Researcher", 31), NodeId.Encode("Researcher", 32));
        await hub.DoneAsync(curator, "linkUserToResearcher", new { user, researcher = own });

        foreach (var change in new object[] { new { user }, new { user, researcher = next } })
        {
            Assert.Equal(["FORBIDDEN input.user"], (await hub.RunAsync(curator, "linkUserToResearcher", change)).Problems());
        }
        await hub.DoneAsync(curator, "linkUserToResearcher", new { user, researcher = own });
        var linked = await hub.DataAsAsync(curator, "{ viewer { user { researcher { id } } } }");
        await hub.DoneAsync(other, "linkUserToResearcher", new { user });

        Assert.Equal(own, linked.GetProperty("viewer").GetProperty("user").GetProperty("researcher").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Each_change_has_one_row_in_the_log_that_says_who_what_and_from_where()
    {
        var (ana, curator, admin) = (
            await hub.TokenAsync("log-ana", Role.Researcher),
            await hub.TokenAsync("log-curator", Role.Curator),
            await hub.TokenAsync("log-admin", Role.Admin)
        );
        var study = (
            await hub.DoneAsync(
                ana,
                "createStudy",
                new { type = "REPORT", titles = new[] { new { language = "en", text = "Logged" } } },
                "study { id }"
            )
        )
            .GetProperty("study")
            .GetProperty("id")
            .GetString()!;
        await hub.DoneAsync(ana, "submitOutput", new { id = study });
        await hub.RunAsync(ana, "retractOutput", new { id = study, reason = "Refused, so not in the log." }, "")
            .ContinueWith(_ => { }, Cancel);
        await hub.DoneAsync(curator, "requestChanges", new { id = study, reason = "A secret reason." });
        var secret = (await hub.DoneAsync(ana, "createToken", new { name = "logged", scopes = new[] { "READ" } }, "secret"))
            .GetProperty("secret")
            .GetString()!;

        var log = (
            await hub.DataAsAsync(
                admin,
                "query ($s: ID) { auditEvents(where: { subject: { eq: $s } }) { totalCount nodes { action actor { email } subjectId address credential } } }",
                new { s = study }
            )
        ).GetProperty("auditEvents");
        var owned = (
            await hub.DataAsAsync(
                ana,
                "query ($s: ID!) { viewer { outputs { nodes { audit { nodes { action actor { name email } address } } } } } node(id: $s) { id } }",
                new { s = study }
            )
        ).GetProperty("viewer");

        Assert.Equal(3, log.GetProperty("totalCount").GetInt32());
        Assert.Equal(
            ["requestChanges log-curator@example.org", "submitOutput log-ana@example.org", "createStudy log-ana@example.org"],
            log.GetProperty("nodes")
                .EnumerateArray()
                .Select(node => $"{node.GetProperty("action").GetString()} {node.GetProperty("actor").GetProperty("email").GetString()}")
        );
        var latest = log.GetProperty("nodes")[0];
        Assert.Equal(study, latest.GetProperty("subjectId").GetString());
        Assert.Equal("127.0.0.1", latest.GetProperty("address").GetString());
        Assert.Equal(curator[..12], latest.GetProperty("credential").GetString());
        var seen = owned.GetProperty("outputs").GetProperty("nodes")[0].GetProperty("audit").GetProperty("nodes");
        Assert.Equal("""{"action":"requestChanges","actor":{"name":"log-curator","email":null},"address":null}""", seen[0].GetRawText());
        Assert.Equal("127.0.0.1", seen[1].GetProperty("address").GetString());
        var all = await hub.Database.ScalarAsync<string>("select string_agg(a::text, '|') from audit_events a", Cancel);
        Assert.DoesNotContain(secret[12..], all, StringComparison.Ordinal);
        Assert.DoesNotContain("A secret reason.", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_profile_is_read_by_the_person_and_by_administrators()
    {
        var (ana, curator, admin) = (
            await hub.TokenAsync("profile-log-ana", Role.Researcher),
            await hub.TokenAsync("profile-log-curator", Role.Curator),
            await hub.TokenAsync("profile-log-admin", Role.Admin)
        );
        var id = NodeId.Encode("Researcher", 32);
        await hub.DoneAsync(curator, "linkUserToResearcher", new { user = await IdAsync(ana), researcher = id });
        await hub.DoneAsync(curator, "updateResearcherProfile", new { id, languages = new[] { "en" } });

        async Task<string> LogAsync(string? token) =>
            (
                await hub.DataAsAsync(
                    token,
                    "query ($id: ID!) { researcher(by: { id: $id }) { audit { nodes { action actor { name } } } } }",
                    new { id }
                )
            )
                .GetProperty("researcher")
                .GetProperty("audit")
                .GetRawText();

        const string Log = """{"nodes":[{"action":"updateResearcherProfile","actor":{"name":"profile-log-curator"}}]}""";
        Assert.Equal(
            [Log, Log, "null", "null"],
            [await LogAsync(ana), await LogAsync(admin), await LogAsync(curator), await LogAsync(null)]
        );
    }

    [Fact]
    public async Task Who_follows_a_record_does_not_stand_in_its_log()
    {
        var (reader, admin) = (
            await hub.TokenAsync("follow-log", Role.Reader, TokenScope.Write),
            await hub.TokenAsync("follow-log-admin", Role.Admin)
        );
        await hub.PublishAsync(1301);
        var id = NodeId.Encode("Study", 1301);

        await hub.DoneAsync(reader, "follow", new { subject = id });
        await hub.DoneAsync(reader, "unfollow", new { subject = id });

        var log = await hub.DataAsAsync(admin, "query ($id: ID!) { node(id: $id) { ... on Study { audit { totalCount } } } }", new { id });
        Assert.Equal("""{"node":{"audit":{"totalCount":0}}}""", log.GetRawText());
        var acts = await hub.DataAsAsync(
            admin,
            "{ auditEvents(where: { action: { in: [\"follow\", \"unfollow\"] } }) { nodes { action actor { name } } } }"
        );
        Assert.Equal(
            """{"auditEvents":{"nodes":[{"action":"unfollow","actor":{"name":"follow-log"}},{"action":"follow","actor":{"name":"follow-log"}}]}}""",
            acts.GetRawText()
        );
    }

    [Fact]
    public async Task The_log_cannot_be_changed()
    {
        await hub.Database.ExecuteAsync("insert into audit_events (occurred_at, action) values (now(), 'sample')", Cancel);

        foreach (var sql in new[] { "update audit_events set action = 'x'", "delete from audit_events", "truncate audit_events" })
        {
            await Assert.ThrowsAsync<PostgresException>(() => hub.Database.ExecuteAsync(sql, Cancel));
        }
    }

    private async Task<string> IdAsync(string token) =>
        (await hub.DataAsAsync(token, "{ viewer { id } }")).GetProperty("viewer").GetProperty("id").GetString()!;
}
