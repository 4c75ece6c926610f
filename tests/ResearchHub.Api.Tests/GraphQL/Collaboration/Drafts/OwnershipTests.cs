using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Works are handed over by an offer that the other person accepts: never without an owner, never with two.</summary>
public sealed class OwnershipTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_accepts_owns_all_versions_and_the_former_owner_has_the_role_they_chose()
    {
        var (ana, ben, curator) = (await PersonAsync("all-ana"), await PersonAsync("all-ben"), await hub.TokenAsync("all-c", Role.Curator));
        var cy = await PersonAsync("all-cy");
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben, "all-ben@example.org", "READ");
        await hub.JoinAsync(ana, id, cy, "all-cy@example.org", "READ");
        await hub.PublishAsync(ana, curator, id);
        var second = (await hub.DoneAsync(ana, "createVersion", new { id }, "output { id }"))
            .GetProperty("output")
            .GetProperty("id")
            .GetString()!;
        var offer = await hub.OfferAsync(ana, second, "all-ben", "COMMENT");
        var request = offer.GetProperty("request").GetProperty("id").GetString();

        var done = await hub.DoneAsync(ben, "acceptRequest", new { id = request }, "request { status decidedBy { name } }");

        Assert.Equal(
            $$$"""{"id":"{{{request}}}","kind":"OWNERSHIP_TRANSFER","status":"SUBMITTED","topicId":"{{{id}}}","details":{"formerOwnerRole":"COMMENT"}}""",
            offer.GetProperty("request").GetRawText()
        );
        Assert.Equal("""{"status":"ACCEPTED","decidedBy":{"name":"all-ben"}}""", done.GetProperty("request").GetRawText());
        Assert.Equal("all-ben", await hub.OwnersAsync(id));
        Assert.Equal(("ADMIN", "COMMENT"), (await hub.LevelAsync(ben, second), await hub.LevelAsync(ana, second)));
        var team = await hub.SeenAsync(ben, second, "collaborators { nodes { role user { name } } }");
        Assert.Equal(
            """{"collaborators":{"nodes":[{"role":"READ","user":{"name":"all-cy"}},{"role":"COMMENT","user":{"name":"all-ana"}}]}}""",
            team.GetRawText()
        );
        await HearsAsync(cy, $"OWNERSHIP_TRANSFERRED Study:{NodeId.KeyOf(id, "Study")}");
        await HearsAsync(ben, $"REQUEST_SUBMITTED Request:{NodeId.KeyOf(request, "Request")}");
        await HearsAsync(ana, $"REQUEST_ACCEPTED Request:{NodeId.KeyOf(request, "Request")}");
    }

    [Theory]
    [InlineData("helper", null, false)]
    [InlineData("author", 31, true)]
    public async Task A_former_owner_is_to_be_named_who_is_named_already(string who, int? profile, bool isNamed)
    {
        var (ana, ben) = (await PersonAsync($"{who}-ana"), await PersonAsync($"{who}-ben"));
        if (profile is { } key)
        {
            await hub.Database.ExecuteAsync($"update users set researcher_id = {key} where email = '{who}-ana@example.org'", Cancel);
        }
        var id = await hub.DraftAsync(ana);

        await hub.DoneAsync(ben, "acceptRequest", new { id = await hub.OfferedAsync(ana, id, $"{who}-ben") });

        var team = await hub.SeenAsync(ben, id, "collaborators { nodes { isBibliographic user { name } } }");
        Assert.Equal(
            $$$"""{"collaborators":{"nodes":[{"isBibliographic":{{{(isNamed ? "true" : "false")}}},"user":{"name":"{{{who}}}-ana"}}]}}""",
            team.GetRawText()
        );
    }

    [Theory]
    [InlineData("declineRequest", "ben")]
    [InlineData("cancelRequest", "ana")]
    public async Task An_offer_that_is_refused_or_taken_back_changes_nothing_and_another_can_be_made(string mutation, string who)
    {
        var name = $"none-{who}";
        var (ana, ben) = (await PersonAsync($"{name}-ana"), await PersonAsync($"{name}-ben"));
        await PersonAsync($"{name}-cy");
        var id = await hub.DraftAsync(ana);
        var request = await hub.OfferedAsync(ana, id, $"{name}-ben");
        Assert.Equal("VIEW", await hub.LevelAsync(ben, id));
        Assert.Equal(["INVALID input"], (await hub.OfferAsync(ana, id, $"{name}-cy")).Problems());

        await hub.DoneAsync(who == "ana" ? ana : ben, mutation, new { id = request });

        Assert.Equal($"{name}-ana", await hub.OwnersAsync(id));
        Assert.Null(await hub.LevelAsync(ben, id));
        Assert.Equal(["STATE input.id"], (await hub.RunAsync(ben, "acceptRequest", new { id = request })).Problems());
        Assert.Empty((await hub.OfferAsync(ana, id, $"{name}-cy")).Problems());
    }

    [Fact]
    public async Task Only_the_owner_offers_and_only_who_is_asked_accepts()
    {
        var (ana, ben, eve) = (await PersonAsync("only-ana"), await PersonAsync("only-ben"), await PersonAsync("only-eve"));
        var (lead, admin) = (await PersonAsync("only-lead"), await hub.TokenAsync("only-admin", Role.Admin));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, lead, "only-lead@example.org", "ADMIN");

        Assert.Equal(["FORBIDDEN input.id"], (await hub.OfferAsync(lead, id, "only-lead")).Problems());
        Assert.Equal(["FORBIDDEN input.id"], (await hub.OfferAsync(admin, id, "only-eve")).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.OfferAsync(eve, id, "only-eve")).Problems());
        Assert.Equal(["INVALID input.to"], (await hub.OfferAsync(ana, id, "only-ana")).Problems());
        var nobody = new { id, to = NodeId.Encode("Researcher", 32) };
        Assert.Equal(["INVALID input.to"], (await hub.RunAsync(ana, "transferOwnership", nobody)).Problems());
        var request = await hub.OfferedAsync(ana, id, "only-ben");
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(ana, "acceptRequest", new { id = request })).Problems());
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(admin, "acceptRequest", new { id = request })).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(lead, "acceptRequest", new { id = request })).Problems());
        Assert.Equal("only-ana", await hub.OwnersAsync(id));

        await hub.DoneAsync(ben, "acceptRequest", new { id = request });

        Assert.Equal("only-ben", await hub.OwnersAsync(id));
        Assert.Equal(["FORBIDDEN input.id"], (await hub.OfferAsync(ana, id, "only-eve")).Problems());
    }

    [Fact]
    public async Task Of_acceptances_and_refusals_at_once_one_holds()
    {
        var (ana, ben) = (await PersonAsync("race-ana"), await PersonAsync("race-ben"));
        var id = await hub.DraftAsync(ana);
        var request = await hub.OfferedAsync(ana, id, "race-ben", formerOwnerRole: null);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(n => hub.RunAsync(n % 3 == 2 ? ana : ben, n % 3 == 2 ? "cancelRequest" : "acceptRequest", new { id = request }))
        );

        Assert.Single(answers, one => one.Problems() is []);
        Assert.Equal(5, answers.Count(one => one.Problems() is ["STATE input.id"]));
        var isBens = await hub.OwnersAsync(id) == "race-ben";
        Assert.Equal(isBens ? "race-ben" : "race-ana", await hub.OwnersAsync(id));
        Assert.Equal(isBens ? (null, "ADMIN") : ("ADMIN", null), (await hub.LevelAsync(ana, id), await hub.LevelAsync(ben, id)));
    }

    [Fact]
    public async Task An_offer_of_somebody_who_owns_it_no_more_cannot_be_accepted_and_expires()
    {
        var (ana, ben) = (await PersonAsync("late-ana"), await PersonAsync("late-ben"));
        await PersonAsync("late-cy");
        var (moved, deleted) = (await hub.DraftAsync(ana), await hub.DraftAsync(ana));
        string[] requests = [await hub.OfferedAsync(ana, moved, "late-ben"), await hub.OfferedAsync(ana, deleted, "late-ben")];
        await hub.Database.ExecuteAsync(
            $"update research_outputs set owner_id = {await hub.AccountAsync("late-cy")} where id = {NodeId.KeyOf(moved, "Study")}",
            Cancel
        );
        await hub.DoneAsync(ana, "deleteDraft", new { id = deleted });

        foreach (var id in requests)
        {
            Assert.Equal(["STATE input.id"], (await hub.RunAsync(ben, "acceptRequest", new { id })).Problems());
        }
        await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

        Assert.Equal("late-cy", await hub.OwnersAsync(moved));
        foreach (var id in requests)
        {
            var seen = await hub.DataAsAsync(ben, "query ($id: ID!) { request(id: $id) { status actions } }", new { id });
            Assert.Equal("""{"request":{"status":"EXPIRED","actions":["COMMENT"]}}""", seen.GetRawText());
        }
    }

    [Fact]
    public async Task Who_may_not_make_records_or_reviews_it_does_not_become_its_owner()
    {
        var (ana, curator) = (await PersonAsync("barred-ana"), await hub.TokenAsync("barred-c", Role.Curator));
        var (reader, reviewer) = (
            await hub.TokenAsync("barred-reader", Role.Reader, TokenScope.Read, TokenScope.Write),
            await PersonAsync("barred-reviewer")
        );
        var (first, second) = (await hub.DraftAsync(ana), await hub.DraftAsync(ana));
        await hub.DoneAsync(ana, "submitOutput", new { id = second });
        await hub.DoneAsync(curator, "startReview", new { id = second });
        await hub.DoneAsync(
            curator,
            "inviteReviewer",
            new
            {
                id = second,
                email = "barred-reviewer@example.org",
                method = "ANONYMOUS",
                dueOn = DateOnly.FromDateTime(hub.Clock.GetUtcNow().UtcDateTime.AddDays(20)),
            }
        );
        var offers = (await hub.OfferedAsync(ana, first, "barred-reader"), await hub.OfferedAsync(ana, second, "barred-reviewer"));

        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(reader, "acceptRequest", new { id = offers.Item1 })).Problems());
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(reviewer, "acceptRequest", new { id = offers.Item2 })).Problems());
        Assert.Equal(("barred-ana", "barred-ana"), (await hub.OwnersAsync(first), await hub.OwnersAsync(second)));
    }

    private async Task HearsAsync(string token, string line)
    {
        await using var inbox = await hub.ListenAsync(token);
        while (!(await inbox.NextAsync()).Line().StartsWith(line, StringComparison.Ordinal)) { }
    }

    private Task<string> PersonAsync(string who) => hub.TokenAsync(who, Role.Researcher);
}
