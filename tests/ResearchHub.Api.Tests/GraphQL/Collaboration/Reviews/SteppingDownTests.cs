using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who agreed to review steps down until the review is handed in, and is then as if they had declined.</summary>
public sealed class SteppingDownTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Seen = "reviews { nodes { status hasConflict conflict declineReason } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_agreed_or_reads_steps_down_reads_no_more_and_the_editor_is_told(bool reads)
    {
        var (author, reviewer) = (
            await hub.PersonAsync($"Downauthor{reads}", Role.Researcher),
            await hub.PersonAsync($"Downreviewer{reads}", Role.Researcher)
        );
        var (curator, editor) = await hub.MemberAsync($"down-curator-{reads}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await (reads ? hub.AgreeAsync(reviewer) : hub.AnswerAsync(reviewer, "acceptRequest"));
        Assert.Equal(reads ? "VIEW" : null, await hub.LevelAsync(reviewer.Token, id));

        await hub.DoneAsync(reviewer.Token, "declineReview", new { id = review, reason = " I have fallen ill. " });

        Assert.Null(await hub.LevelAsync(reviewer.Token, id));
        Assert.Equal(
            $$$"""{"reviews":{"nodes":[{"status":"DECLINED","hasConflict":{{{(
                reads ? "false" : "null"
            )}}},"conflict":null,"declineReason":"I have fallen ill."}]}}""",
            (await hub.SeenAsync(curator, id, Seen)).GetRawText()
        );
        Assert.Equal("""{"reviews":{"nodes":[]}}""", (await hub.SeenAsync(author.Token, id, Seen)).GetRawText());
        await hub.UntilAsync(
            $"select string_agg(kind || ' ' || topic_type || ':' || topic_id || coalesce(actor_id::text, ''), ',') from notifications where user_id = {editor} and kind = 'REVIEW_DECLINED'",
            $"REVIEW_DECLINED Review:{NodeId.KeyOf(review, "Review")}"
        );
    }

    [Fact]
    public async Task A_conflict_of_interest_that_is_found_while_reading_ends_the_review()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Foundauthor", Role.Researcher),
            await hub.PersonAsync("Foundreviewer", Role.Researcher)
        );
        var (curator, editor) = await hub.MemberAsync("found-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);

        var again = await hub.RunAsync(reviewer.Token, "declareInterests", new { id = review, hasConflict = false });
        var silent = await hub.RunAsync(reviewer.Token, "declareInterests", new { id = review, hasConflict = true });
        var before = await hub.SeenAsync(curator, id, Seen);
        await hub.DoneAsync(
            reviewer.Token,
            "declareInterests",
            new
            {
                id = review,
                hasConflict = true,
                statement = "The data are ours.",
            }
        );

        Assert.Equal(["INVALID input.id"], again.Problems());
        Assert.Equal(["INVALID input.statement"], silent.Problems());
        Assert.Equal(
            """{"reviews":{"nodes":[{"status":"REVIEWING","hasConflict":false,"conflict":null,"declineReason":null}]}}""",
            before.GetRawText()
        );
        Assert.Equal(
            """{"reviews":{"nodes":[{"status":"DECLINED","hasConflict":true,"conflict":"The data are ours.","declineReason":null}]}}""",
            (await hub.SeenAsync(curator, id, Seen)).GetRawText()
        );
        Assert.Null(await hub.LevelAsync(reviewer.Token, id));
        await hub.UntilAsync($"select count(*)::text from notifications where user_id = {editor} and kind = 'REVIEW_DECLINED'", "1");
    }

    [Fact]
    public async Task Nobody_steps_down_from_what_is_not_theirs_is_not_agreed_to_or_is_handed_in()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Stayauthor", Role.Researcher),
            await hub.PersonAsync("Stayreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("stay-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "OPEN");
        async Task<string[]> TryAsync(string token) => (await hub.RunAsync(token, "declineReview", new { id = review })).Problems();

        Assert.Equal(["INVALID input.id"], await TryAsync(reviewer.Token));
        Assert.Equal("INVITED", await StatusAsync(review));
        await hub.AgreeAsync(reviewer);
        Assert.Equal(["NOT_FOUND input.id"], await TryAsync(curator));
        Assert.Equal(["NOT_FOUND input.id"], await TryAsync(author.Token));
        Assert.Equal("REVIEWING", await StatusAsync(review));
        await hub.SubmitAsync(reviewer, review);
        Assert.Equal(["INVALID input.id"], await TryAsync(reviewer.Token));
        Assert.Equal(
            ["INVALID input.id"],
            (
                await hub.RunAsync(
                    reviewer.Token,
                    "declareInterests",
                    new
                    {
                        id = review,
                        hasConflict = true,
                        statement = "Too late.",
                    }
                )
            ).Problems()
        );
        Assert.Equal("SUBMITTED", await StatusAsync(review));
    }

    [Fact]
    public async Task Who_stepped_down_is_free_for_what_a_reviewer_may_not_be()
    {
        var (author, second) = (await hub.PersonAsync("Freeauthor", Role.Researcher), await hub.PersonAsync("Freesecond", Role.Curator));
        var (friend, curator) = (await hub.PersonAsync("Freefriend", Role.Researcher), await hub.TokenAsync("free-curator", Role.Curator));
        var id = await hub.InReviewAsync(author, curator);
        foreach (var person in new[] { second, friend })
        {
            var review = await hub.InviteAsync(curator, id, person, "ANONYMOUS");
            await hub.AgreeAsync(person);
            await hub.DoneAsync(person.Token, "declineReview", new { id = review });
        }

        await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "READ");

        Assert.Equal("ADMIN", await hub.LevelAsync(second.Token, id));
        await hub.DecideAsync(second.Token, id, "ACCEPT");
    }

    private Task<string?> StatusAsync(string review) =>
        hub.Database.ScalarAsync<string>($"select status from reviews where id = {NodeId.KeyOf(review, "Review")}", Cancel);
}
