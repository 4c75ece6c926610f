using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Peer review, from the invitation to the published review.</summary>
public sealed class ReviewTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Seen =
        "reviews { nodes { status method reviewer { name } round { number revision decision } originality commentsToAuthor commentsToEditor recommendation } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OPEN", "{\"name\":\"Openreviewer Openreviewerson\"}")]
    [InlineData("ANONYMOUS", "null")]
    [InlineData("DOUBLE_ANONYMOUS", "null")]
    public async Task Authors_read_a_review_once_it_is_decided_and_know_its_reviewer_only_if_it_is_open(string method, string reviewer)
    {
        var name = method.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal);
        var (author, other) = (
            await hub.PersonAsync($"{name}author", Role.Researcher),
            await hub.PersonAsync(method == "OPEN" ? "Openreviewer" : $"{name}reviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"{name}-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, other, method);
        await hub.AgreeAsync(other);
        await hub.SubmitAsync(other, review);
        Assert.Equal("""{"reviews":{"nodes":[]}}""", (await hub.SeenAsync(author.Token, id, Seen)).GetRawText());

        Assert.Equal(
            "CHANGES_REQUESTED",
            (await hub.DecideAsync(curator, id, "PENDING_REVISIONS")).GetProperty("output").GetProperty("state").GetString()
        );

        Assert.Equal(
            $$$"""{"reviews":{"nodes":[{"status":"SUBMITTED","method":"{{{method}}}","reviewer":{{{reviewer}}},"round":{"number":1,"revision":4,"decision":"PENDING_REVISIONS"},"originality":4,"commentsToAuthor":"Say how the sample was drawn.","commentsToEditor":null,"recommendation":"PENDING_REVISIONS"}]}}""",
            (await hub.SeenAsync(author.Token, id, Seen)).GetRawText()
        );
        Assert.Contains("Between us", (await hub.SeenAsync(curator, id, Seen)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_reads_the_draft_from_the_declaration_until_the_decision()
    {
        var (author, reviewer) = (await hub.PersonAsync("Spanauthor", Role.Researcher), await hub.PersonAsync("Spanreviewer", Role.Reader));
        var token = await hub.TokenAsync("spanreviewer", Role.Researcher);
        reviewer = reviewer with { Token = token };
        var curator = await hub.TokenAsync("span-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        Assert.Null(await hub.LevelAsync(reviewer.Token, id));

        await hub.AgreeAsync(reviewer);
        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
        Assert.Equal(["STATE input.id"], await hub.RetitleAsync(reviewer.Token, id, 4, "Mine"));
        await hub.SubmitAsync(reviewer, review);
        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));

        await hub.DecideAsync(curator, id, "RESUBMIT");
        Assert.Null(await hub.LevelAsync(reviewer.Token, id));
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(curator, "startReview", new { id });
        Assert.Null(await hub.LevelAsync(reviewer.Token, id));
        await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        Assert.Equal(
            """{"reviews":{"nodes":[{"round":{"number":1}},{"round":{"number":2}}]}}""",
            (await hub.SeenAsync(curator, id, "reviews { nodes { round { number } } }")).GetRawText()
        );
    }

    [Fact]
    public async Task Who_has_a_part_in_the_output_neither_reviews_nor_decides()
    {
        var author = await hub.PersonAsync("Partauthor", Role.Curator);
        var (friend, curator) = (await hub.PersonAsync("Partfriend", Role.Researcher), await hub.TokenAsync("part-curator", Role.Curator));
        var second = await hub.PersonAsync("Partsecond", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "READ");
        async Task<string[]> InviteAsync(string token, Person person, string method = "ANONYMOUS") =>
            (
                await hub.RunAsync(
                    token,
                    "inviteReviewer",
                    new
                    {
                        id,
                        email = person.Email,
                        method,
                        dueOn = hub.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null),
                    }
                )
            ).Problems();

        Assert.Equal(["FORBIDDEN input.id"], await InviteAsync(author.Token, second));
        Assert.Equal(["INVALID input.email"], await InviteAsync(curator, author));
        Assert.Equal(["INVALID input.email"], await InviteAsync(curator, friend));
        Assert.Equal(["INVALID input.email"], await InviteAsync(curator, second, "DOUBLE_ANONYMOUS"));
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (
                await hub.RunAsync(
                    author.Token,
                    "decideReview",
                    new
                    {
                        id,
                        decision = "ACCEPT",
                        text = "I like it.",
                    }
                )
            ).Problems()
        );
        Assert.Equal(
            """{"state":"IN_REVIEW","reviews":{"nodes":[]}}""",
            (await hub.SeenAsync(author.Token, id, "state reviews { nodes { id } }")).GetRawText()
        );
    }

    [Fact]
    public async Task A_conflict_of_interest_ends_the_review_before_anything_is_read()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Confauthor", Role.Researcher),
            await hub.PersonAsync("Confreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("conf-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        Assert.Equal(
            ["INVALID input.id"],
            (await hub.RunAsync(reviewer.Token, "declareInterests", new { id = review, hasConflict = false })).Problems()
        );
        var request = await hub.Database.ScalarAsync<long>($"select max(id) from requests where receiver_id = {reviewer.UserId}", Cancel);
        await hub.DoneAsync(reviewer.Token, "acceptRequest", new { id = NodeId.Encode("Request", request) });
        Assert.Null(await hub.LevelAsync(reviewer.Token, id));

        await hub.DeclareConflictAsync(reviewer, review);

        Assert.Null(await hub.LevelAsync(reviewer.Token, id));
        Assert.Equal(
            """{"reviews":{"nodes":[{"status":"DECLINED","conflict":"We share an office."}]}}""",
            (await hub.SeenAsync(curator, id, "reviews { nodes { status conflict } }")).GetRawText()
        );
        Assert.Equal(
            ["NOT_FOUND input.id"],
            (
                await hub.RunAsync(
                    author.Token,
                    "submitReview",
                    new
                    {
                        id = review,
                        originality = 5,
                        methods = 5,
                        evidence = 5,
                        relevance = 5,
                        commentsToAuthor = "Splendid.",
                        recommendation = "ACCEPT",
                    }
                )
            ).Problems()
        );
    }

    [Fact]
    public async Task A_published_review_is_a_record_that_can_be_cited_and_says_what_it_reviews()
    {
        var (author, open) = (await hub.PersonAsync("Pubauthor", Role.Researcher), await hub.PersonAsync("Pubopen", Role.Researcher));
        var (hidden, silent) = (await hub.PersonAsync("Pubhidden", Role.Researcher), await hub.PersonAsync("Pubsilent", Role.Researcher));
        var curator = await hub.TokenAsync("pub-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, "What returnees need");
        var reviews = new List<string>();
        foreach (var (person, method) in new[] { (open, "OPEN"), (hidden, "DOUBLE_ANONYMOUS"), (silent, "OPEN") })
        {
            var review = await hub.InviteAsync(curator, id, person, method);
            await hub.AgreeAsync(person);
            await hub.SubmitAsync(person, review, mayPublish: person != silent);
            reviews.Add(review);
        }
        await hub.DecideAsync(curator, id, "ACCEPT");
        Assert.Equal(["STATE input.id"], (await hub.RunAsync(curator, "publishReview", new { id = reviews[0] })).Problems());
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        const string Record =
            "study { title type citation contributors { nameAsPrinted } identifiers { type } relations { nodes { type output { title } } } }";

        var named = await hub.DoneAsync(curator, "publishReview", new { id = reviews[0] }, Record);
        var unnamed = await hub.DoneAsync(curator, "publishReview", new { id = reviews[1] }, Record);

        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(curator, "publishReview", new { id = reviews[2] })).Problems());
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(curator, "publishReview", new { id = reviews[0] })).Problems());
        var study = named.GetProperty("study");
        Assert.Equal("Review of \"What returnees need\"", study.GetProperty("title").GetString());
        Assert.Equal("PEER_REVIEW", study.GetProperty("type").GetString());
        Assert.Equal("""[{"nameAsPrinted":"Pubopen Pubopenson"}]""", study.GetProperty("contributors").GetRawText());
        Assert.Equal(1, study.GetProperty("identifiers").GetArrayLength());
        Assert.Equal(
            """{"nodes":[{"type":"REVIEWS","output":{"title":"What returnees need"}}]}""",
            study.GetProperty("relations").GetRawText()
        );
        Assert.Equal("[]", unnamed.GetProperty("study").GetProperty("contributors").GetRawText());
        Assert.Equal(
            2,
            (await hub.SeenAsync(null, id, "relations(types: [IS_REVIEWED_BY]) { totalCount }"))
                .GetProperty("relations")
                .GetProperty("totalCount")
                .GetInt32()
        );
    }

    [Theory]
    [InlineData("acceptOutput")]
    [InlineData("requestChanges")]
    [InlineData("declineOutput")]
    public async Task While_a_round_is_open_the_decision_on_it_is_the_only_way_on(string mutation)
    {
        var author = await hub.PersonAsync($"Way{mutation}", Role.Researcher);
        var reviewer = await hub.PersonAsync($"Wayreviewer{mutation}", Role.Researcher);
        var curator = await hub.TokenAsync($"way-curator-{mutation}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        object input = mutation == "acceptOutput" ? new { id } : new { id, reason = "Enough." };

        Assert.Equal(["REVIEW_OPEN input.id"], (await hub.RunAsync(curator, mutation, input)).Problems());

        Assert.Equal(
            """{"state":"IN_REVIEW","reviews":{"nodes":[{"status":"INVITED","round":{"decision":null}}]}}""",
            (await hub.SeenAsync(curator, id, "state reviews { nodes { status round { decision } } }")).GetRawText()
        );
        await hub.DecideAsync(curator, id, "RESUBMIT");
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(curator, "startReview", new { id });
        await hub.DoneAsync(curator, mutation, input);
    }

    [Fact]
    public async Task What_is_declined_does_not_come_back_by_its_authors_but_by_an_editor_who_thinks_again()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Declauthor", Role.Researcher),
            await hub.PersonAsync("Declreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("decl-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review);

        await hub.DecideAsync(curator, id, "DECLINE");

        Assert.Equal(
            """{"state":"DECLINED","stateReason":"See the reviews.","reviews":{"nodes":[{"status":"SUBMITTED","round":{"decision":"DECLINE"}}]}}""",
            (await hub.SeenAsync(author.Token, id, "state stateReason reviews { nodes { status round { decision } } }")).GetRawText()
        );
        Assert.Equal(["STATE input.id"], await hub.RetitleAsync(author.Token, id, 5, "Better"));
        foreach (var mutation in new[] { "submitOutput", "startReview" })
        {
            var token = mutation == "submitOutput" ? author.Token : curator;
            Assert.Equal(
                mutation == "submitOutput" ? ["STATE input.id"] : [],
                (await hub.RunAsync(token, mutation, new { id })).Problems()
            );
        }
        await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        Assert.Equal(
            """{"state":"IN_REVIEW","reviews":{"nodes":[{"round":{"number":1}},{"round":{"number":2}}]}}""",
            (await hub.SeenAsync(curator, id, "state reviews { nodes { round { number } } }")).GetRawText()
        );
    }

    [Fact]
    public async Task A_reviewer_is_reminded_once_before_the_day()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Dueauthor", Role.Researcher),
            await hub.PersonAsync("Duereviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("due-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        var reminders = hub.Services.GetRequiredService<ReviewReminders>();
        await reminders.RemindAsync(Cancel);
        Assert.Equal(0, await CountAsync(reviewer));

        await hub.Database.ExecuteAsync($"update reviews set due_on = '2001-01-01' where reviewer_id = {reviewer.UserId}", Cancel);
        await Task.WhenAll(reminders.RemindAsync(Cancel), reminders.RemindAsync(Cancel));

        Assert.Equal(1, await CountAsync(reviewer));
    }

    private Task<long> CountAsync(Person reviewer) =>
        hub.Database.ScalarAsync<long>(
            $"select count(*) from activities where kind = 'REVIEW_DUE' and addressed = array[{reviewer.UserId}::bigint] and actor_id is null",
            Cancel
        );
}
