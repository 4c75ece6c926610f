using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>A review is written in several sittings; what is not handed in is its reviewer's own.</summary>
public sealed class UnfinishedReviewTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Saved =
        "unfinished { originality methods commentsToAuthor commentsToEditor recommendation answers { question text } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_saved_is_read_by_its_reviewer_alone_and_gone_once_it_is_handed_in()
    {
        var (author, reviewer, editor, id, review) = await ReviewingAsync("Save");
        var admin = await hub.TokenAsync("save-admin", Role.Admin);
        object First() => new { id = review, originality = 4 };
        object Second() =>
            new
            {
                id = review,
                methods = 2,
                commentsToAuthor = "Say how ",
                commentsToEditor = "Between us",
                recommendation = "RESUBMIT",
                answers = new[] { new { question = "gone", text = "Perhaps." } },
            };

        await hub.DoneAsync(reviewer.Token, "saveReview", First());
        await hub.DoneAsync(reviewer.Token, "saveReview", Second());

        const string Kept =
            """{"originality":null,"methods":2,"commentsToAuthor":"Say how ","commentsToEditor":"Between us","recommendation":"RESUBMIT","answers":[{"question":"gone","text":"Perhaps."}]}""";
        Assert.Equal(
            $$"""{"status":"REVIEWING","commentsToAuthor":null,"unfinished":{{Kept}}}""",
            await SeenAsync(reviewer.Token, review, $"status commentsToAuthor {Saved}")
        );
        foreach (var token in new[] { editor, admin })
        {
            Assert.Equal("""{"unfinished":null}""", await SeenAsync(token, review, Saved));
            Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(token, "saveReview", First())).Problems());
        }
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(author.Token, "saveReview", First())).Problems());
        Assert.Equal(1, await CountAsync(review));
        await hub.SubmitAsync(reviewer, review);
        Assert.Equal("""{"unfinished":null}""", await SeenAsync(reviewer.Token, review, Saved));
        Assert.Equal(0, await CountAsync(review));
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(reviewer.Token, "saveReview", First())).Problems());
        Assert.Equal(0, await CountAsync(review));
    }

    [Theory]
    [InlineData("declineReview")]
    [InlineData("cancelReview")]
    [InlineData("decideReview")]
    public async Task It_is_gone_when_the_review_ends_otherwise(string mutation)
    {
        var (_, reviewer, editor, id, review) = await ReviewingAsync($"End{mutation}");
        await hub.DoneAsync(reviewer.Token, "saveReview", new { id = review, commentsToAuthor = "Say how." });

        if (mutation == "decideReview")
        {
            await hub.DecideAsync(editor, id, "DECLINE");
        }
        else
        {
            await hub.DoneAsync(mutation == "cancelReview" ? editor : reviewer.Token, mutation, new { id = review });
        }

        Assert.Equal(0, await CountAsync(review));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_and_leaves_what_was()
    {
        var (_, reviewer, _, _, review) = await ReviewingAsync("Refused");
        await hub.DoneAsync(reviewer.Token, "saveReview", new { id = review, originality = 4 });
        var answers = new[] { new { question = "x", text = new string('x', 5_001) }, new { question = " ", text = "" } };

        var refused = await hub.RunAsync(
            reviewer.Token,
            "saveReview",
            new
            {
                id = review,
                methods = 6,
                commentsToAuthor = new string('x', 5_001),
                answers,
            }
        );
        var many = await hub.RunAsync(
            reviewer.Token,
            "saveReview",
            new { id = review, answers = Enumerable.Range(0, 31).Select(n => new { question = $"q{n}" }) }
        );

        Assert.Equal(
            ["INVALID input.methods", "INVALID input.commentsToAuthor", "INVALID input.answers.0.text", "INVALID input.answers.1.question"],
            refused.Problems()
        );
        Assert.Equal(["INVALID input.answers"], many.Problems());
        Assert.Equal("""{"unfinished":{"originality":4}}""", await SeenAsync(reviewer.Token, review, "unfinished { originality }"));
    }

    private async Task<(Person Author, Person Reviewer, string Editor, string Id, string Review)> ReviewingAsync(string name)
    {
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}author", Role.Researcher),
            await hub.PersonAsync($"{name}reviewer", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"{name.ToLowerInvariant()}-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        return (author, reviewer, editor, id, review);
    }

    private async Task<string> SeenAsync(string token, string review, string selection) =>
        (await hub.DataAsAsync(token, $"query ($id: ID!) {{ node(id: $id) {{ ... on Review {{ {selection} }} }} }}", new { id = review }))
            .GetProperty("node")
            .GetRawText();

    private Task<long> CountAsync(string review) =>
        hub.Database.ScalarAsync<long>(
            $"select count(*) from unfinished_reviews where review_id = {NodeId.KeyOf(review, "Review")}",
            Cancel
        );
}
