using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>Data are given on the terms in force, which whoever asked has accepted: also where they changed while the request waited.</summary>
public sealed class ChangedTermsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Seen =
        "request { status isAwaitingCreator details { ... on DataAccessDetails { termsVersion ethicsApproval decision } } timeline(last: 1) { nodes { kind actor { name } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_on_terms_that_have_changed_waits_until_its_creator_accepts_those_in_force()
    {
        var (owner, ana) = (await hub.TokenAsync("ct-owner", Role.Researcher), await hub.TokenAsync("ct-ana", Role.Researcher));
        var (dataset, path) = await PublishedAsync(owner, "ct");
        await TermsAsync(owner, dataset, 30, needsEthicsApproval: false);
        var id = await AskAsync(ana, dataset, 1);
        await TermsAsync(owner, dataset, 10, needsEthicsApproval: true);
        await hub.DoneAsync(owner, "askForMoreInformation", new { id, text = "There are new terms." });
        var before = await StateAsync();

        var refused = await hub.DataAsAsync(
            owner,
            "mutation ($i: AcceptRequestInput!) { acceptRequest(input: $i) { request { id } errors { __typename code path message ... on TermsChangedError { version } } } }",
            new { i = new { id } }
        );
        var stale = await hub.RunAsync(ana, "acceptAccessTerms", new { id, acceptedTermsVersion = 1 });
        var byOwner = await hub.RunAsync(owner, "acceptAccessTerms", Accepting(id, 2));
        var byNobody = await hub.RunAsync(
            await hub.TokenAsync("ct-stranger", Role.Researcher),
            "acceptAccessTerms",
            new { id, acceptedTermsVersion = 2 }
        );
        var after = await StateAsync();
        var accepted = await hub.DoneAsync(ana, "acceptAccessTerms", Accepting(id, 2), Seen);
        var none = await FileOfDraft.StatusAsync(hub, $"Bearer {ana}", path);
        await hub.DoneAsync(owner, "acceptRequest", new { id });
        var grant = await hub.SeenAsync(ana, dataset, "... on Dataset { viewerAccess { termsVersion grantedAt expiresAt } }");

        Assert.Equal(
            """{"request":null,"errors":[{"__typename":"TermsChangedError","code":"STATE","path":["input","id"],"message":"The terms have changed: whoever asks accepts version 2, which is in force, with acceptAccessTerms before this can be accepted.","version":2}]}""",
            refused.GetProperty("acceptRequest").GetRawText()
        );
        Assert.Equal(["INVALID input.ethicsApproval", "INVALID input.acceptedTermsVersion"], stale.Problems());
        Assert.Equal(["FORBIDDEN input.id"], byOwner.Problems());
        Assert.Equal(["NOT_FOUND input.id"], byNobody.Problems());
        Assert.Equal(before, after);
        Assert.Equal(
            """{"status":"SUBMITTED","isAwaitingCreator":false,"details":{"termsVersion":2,"ethicsApproval":"Board 7/2026","decision":"PENDING"},"timeline":{"nodes":[{"kind":"TERMS_ACCEPTED","actor":{"name":"ct-ana"}}]}}""",
            accepted.GetProperty("request").GetRawText()
        );
        Assert.Equal(404, none);
        Assert.Equal(200, await FileOfDraft.StatusAsync(hub, $"Bearer {ana}", path));
        var access = grant.GetProperty("viewerAccess");
        Assert.Equal(2, access.GetProperty("termsVersion").GetInt32());
        Assert.Equal(10, (access.GetProperty("expiresAt").GetDateTimeOffset() - access.GetProperty("grantedAt").GetDateTimeOffset()).Days);
        Assert.Equal(["STATE input.id"], (await hub.RunAsync(ana, "acceptAccessTerms", Accepting(id, 2))).Problems());
    }

    [Fact]
    public async Task Terms_that_come_into_force_after_a_request_without_any_are_accepted_too_and_who_decides_is_told()
    {
        var (owner, ana) = (await hub.TokenAsync("cn-owner", Role.Researcher), await hub.TokenAsync("cn-ana", Role.Researcher));
        var (dataset, _) = await PublishedAsync(owner, "cn");
        var id = await AskAsync(ana, dataset, null);
        await TermsAsync(owner, dataset, 30, needsEthicsApproval: false);
        await using var stream = await hub.ListenAsync(owner);

        var early = await hub.RunAsync(owner, "acceptRequest", new { id });
        await hub.DoneAsync(ana, "acceptAccessTerms", new { id, acceptedTermsVersion = 1 });
        var done = await hub.DoneAsync(owner, "acceptRequest", new { id }, "request { status }");

        Assert.Equal(["STATE input.id"], early.Problems());
        Assert.Equal("ACCEPTED", done.GetProperty("request").GetProperty("status").GetString());
        var lines = new List<string>();
        while (lines.Count < 3)
        {
            lines.Add((await stream.NextAsync()).Line());
        }
        Assert.Equal(["OUTPUT_DECIDED", "REQUEST_SUBMITTED", "REQUEST_TERMS_ACCEPTED"], lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Accepting_the_same_terms_again_tells_nobody_and_all_else_counts_as_a_comment()
    {
        var (owner, ana) = (await hub.TokenAsync("cs-owner", Role.Researcher), await hub.TokenAsync("cs-ana", Role.Researcher));
        var (dataset, _) = await PublishedAsync(owner, "cs");
        var id = await AskAsync(ana, dataset, null);
        await TermsAsync(owner, dataset, 30, needsEthicsApproval: false);
        async Task<string[]> AcceptAsync(string? ethicsApproval) =>
            (
                await hub.RunAsync(
                    ana,
                    "acceptAccessTerms",
                    new
                    {
                        id,
                        acceptedTermsVersion = 1,
                        ethicsApproval,
                    }
                )
            ).Problems();
        Assert.Empty(await AcceptAsync(null));
        var before = await StateAsync();

        Assert.Empty(await AcceptAsync(null));

        Assert.Equal(before, await StateAsync());
        for (var n = 1; n < CommentRules.MostInWindow; n++)
        {
            Assert.Empty(await AcceptAsync($"Board {n}"));
        }
        before = await StateAsync();
        Assert.Equal(["RATE_LIMITED input"], await AcceptAsync("Another board"));
        Assert.Empty(await AcceptAsync($"Board {CommentRules.MostInWindow - 1}"));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Requests_of_other_kinds_have_no_terms()
    {
        var ana = await hub.TokenAsync("ck-ana", Role.Researcher);
        var asked = await hub.DoneAsync(
            ana,
            "requestCorrection",
            new
            {
                output = NodeId.Encode("Dataset", 201),
                field = "TITLE",
                message = "It is wrong.",
            },
            "request { id }"
        );

        var refused = await hub.RunAsync(
            ana,
            "acceptAccessTerms",
            new { id = asked.GetProperty("request").GetProperty("id").GetString(), acceptedTermsVersion = 1 }
        );

        Assert.Equal(["NOT_FOUND input.id"], refused.Problems());
    }

    private static object Accepting(string id, int acceptedTermsVersion) =>
        new
        {
            id,
            acceptedTermsVersion,
            ethicsApproval = " Board 7/2026 ",
        };

    private Task<JsonElement> TermsAsync(string owner, string dataset, int grantDays, bool needsEthicsApproval) =>
        hub.DoneAsync(
            owner,
            "setAccessTerms",
            new
            {
                dataset,
                text = "Cite it.",
                grantDays,
                needsEthicsApproval,
            }
        );

    private async Task<string> AskAsync(string token, string dataset, int? acceptedTermsVersion)
    {
        var asked = await hub.DoneAsync(
            token,
            "requestDataAccess",
            new
            {
                dataset,
                purpose = "A thesis.",
                acceptedTermsVersion,
            },
            "request { id }"
        );
        return asked.GetProperty("request").GetProperty("id").GetString()!;
    }

    private Task<string?> StateAsync() =>
        hub.Database.ScalarAsync<string>(
            """
            select md5(concat((select string_agg(r::text, '|' order by r.id) from requests r), (select string_agg(e::text, '|' order by e.id) from request_events e),
              (select string_agg(g::text, '|' order by g.id) from data_access_grants g)))
            """,
            Cancel
        );

    /// <summary>A dataset that is given on request, with a file.</summary>
    private async Task<(string Dataset, string Path)> PublishedAsync(string owner, string key)
    {
        var curator = await hub.TokenAsync($"{key}-curator", Role.Curator);
        var made = await hub.DoneAsync(
            owner,
            "createDataset",
            new { accessMode = "LICENSED", titles = DescribeOutputsTests.Titles("Tabele") },
            "dataset { id }"
        );
        var id = made.GetProperty("dataset").GetProperty("id").GetString()!;
        var path = await FileOfDraft.UploadAsync(hub, owner, id, "table.csv");
        await hub.PublishAsync(owner, curator, id);
        return (id, path);
    }
}
