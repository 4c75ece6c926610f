using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who is not asked for a review any more may be asked again in the same round, and what was stays to be seen.</summary>
public sealed class AskedAgainTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("taken back", "CANCELLED")]
    [InlineData("taken back while they read", "CANCELLED")]
    [InlineData("not answered in time", "CANCELLED")]
    [InlineData("declined", "DECLINED")]
    [InlineData("stepped down", "DECLINED")]
    public async Task Who_does_not_review_any_more_is_asked_again_and_authors_read_one_review(string how, string status)
    {
        var key = string.Concat(how.Split(' '));
        var (author, reviewer) = (
            await hub.PersonAsync($"Againauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Againreviewer{key}", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"again-curator-{key}", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var first = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await EndAsync(how, curator, reviewer, first);

        var second = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
        await hub.SubmitAsync(reviewer, second);
        Assert.Equal($"{status}, SUBMITTED", await ReviewsAsync(id));
        await hub.DecideAsync(curator, id, "ACCEPT");

        Assert.Equal(
            $$$"""{"reviews":{"nodes":[{"id":"{{{second}}}","pseudonym":"Reviewer 1","reviewer":null}]}}""",
            (await hub.SeenAsync(author.Token, id, "reviews { nodes { id pseudonym reviewer { id } } }")).GetRawText()
        );
        Assert.Equal($"{status}, SUBMITTED", await ReviewsAsync(id));
    }

    [Fact]
    public async Task Who_reviews_or_handed_in_is_not_asked_again_nor_who_has_a_conflict_of_interest()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Notagainauthor", Role.Researcher),
            await hub.PersonAsync("Notagainreviewer", Role.Researcher)
        );
        var partial = await hub.PersonAsync("Notagainpartial", Role.Researcher);
        var curator = await hub.TokenAsync("not-again-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "OPEN");
        Assert.Equal(["INVALID input.email"], await AskAsync(curator, id, reviewer, "OPEN"));
        await hub.AgreeAsync(reviewer);
        Assert.Equal(["INVALID input.email"], await AskAsync(curator, id, reviewer, "OPEN"));
        await hub.SubmitAsync(reviewer, review);
        Assert.Equal(["INVALID input.email"], await AskAsync(curator, id, reviewer, "OPEN"));
        var other = await hub.InviteAsync(curator, id, partial, "OPEN");
        await hub.AgreeAsync(partial);
        await hub.DeclareConflictAsync(partial, other);

        Assert.Equal(["INVALID input.email"], await AskAsync(curator, id, partial, "OPEN"));

        Assert.Equal("SUBMITTED, DECLINED", await ReviewsAsync(id));
    }

    [Fact]
    public async Task Who_read_it_with_the_names_of_the_authors_is_not_asked_to_review_it_without()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Knownauthor", Role.Researcher),
            await hub.PersonAsync("Knowingreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("knowing-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.DoneAsync(curator, "cancelReview", new { id = review });

        Assert.Equal(["INVALID input.email"], await AskAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS"));

        Assert.Equal("CANCELLED", await ReviewsAsync(id));
        Assert.Empty(await AskAsync(curator, id, reviewer, "ANONYMOUS"));
    }

    private async Task EndAsync(string how, string curator, Person reviewer, string review)
    {
        switch (how)
        {
            case "not answered in time":
                await hub.Database.ExecuteAsync(
                    $"update requests set expires_at = '2001-01-01' where topic_id = {NodeId.KeyOf(review, "Review")}",
                    Cancel
                );
                await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);
                break;
            case "declined":
                await hub.AnswerAsync(reviewer, "declineRequest");
                break;
            case "stepped down":
                await hub.AgreeAsync(reviewer);
                await hub.DoneAsync(reviewer.Token, "declineReview", new { id = review });
                break;
            default:
                await (how.EndsWith("read", StringComparison.Ordinal) ? hub.AgreeAsync(reviewer) : Task.CompletedTask);
                await hub.DoneAsync(curator, "cancelReview", new { id = review });
                break;
        }
    }

    private async Task<string[]> AskAsync(string curator, string id, Person reviewer, string method) =>
        (
            await hub.RunAsync(
                curator,
                "inviteReviewer",
                new
                {
                    id,
                    email = reviewer.Email,
                    method,
                    dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
                }
            )
        ).Problems();

    private Task<string?> ReviewsAsync(string id) =>
        hub.Database.ScalarAsync<string>(
            $"select string_agg(status, ', ' order by id) from reviews where output_id = {NodeId.KeyOf(id, "Study")}",
            Cancel
        );
}
