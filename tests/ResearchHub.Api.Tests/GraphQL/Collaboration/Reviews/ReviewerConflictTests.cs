using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who reviews an output neither writes it nor decides on it meanwhile.</summary>
public sealed class ReviewerConflictTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reviews_does_not_become_an_author_until_it_is_decided()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Joinauthor", Role.Researcher),
            await hub.PersonAsync("Joinreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("join-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        // The author is not told who reviews by being refused.
        var invited = await hub.DoneAsync(
            author.Token,
            "inviteCollaborator",
            new
            {
                id,
                email = reviewer.Email,
                role = "READ",
            },
            "secret collaborator { id }"
        );
        object place = new { id = invited.GetProperty("collaborator").GetProperty("id").GetString() };

        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(reviewer.Token, "acceptCollaboration", place)).Problems());
        object secret = new { secret = invited.GetProperty("secret").GetString() };
        Assert.Equal(["INVALID input.secret"], (await hub.RunAsync(reviewer.Token, "acceptCollaboration", secret)).Problems());
        await hub.AgreeAsync(reviewer);
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(reviewer.Token, "acceptCollaboration", place)).Problems());
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>($"select count(*) from output_collaborators where user_id = {reviewer.UserId}", Cancel)
        );

        await hub.DecideAsync(curator, id, "PENDING_REVISIONS");
        await hub.DoneAsync(reviewer.Token, "acceptCollaboration", place);
    }

    [Fact]
    public async Task A_curator_who_reviews_does_not_decide_on_the_round()
    {
        var (author, second) = (await hub.PersonAsync("Bothauthor", Role.Researcher), await hub.PersonAsync("Bothsecond", Role.Curator));
        var (third, curator) = (await hub.PersonAsync("Boththird", Role.Researcher), await hub.TokenAsync("both-curator", Role.Curator));
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, second, "OPEN");
        var other = await hub.InviteAsync(curator, id, third, "OPEN");
        var (questions, dueOn) = (Array.Empty<object>(), hub.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null));
        (string Mutation, object Input)[] all =
        [
            (
                "decideReview",
                new
                {
                    id,
                    decision = "ACCEPT",
                    text = "As I said.",
                }
            ),
            ("setReviewQuestions", new { id, questions }),
            ("cancelReview", new { id = other }),
            (
                "inviteReviewer",
                new
                {
                    id,
                    email = author.Email,
                    method = "OPEN",
                    dueOn,
                }
            ),
        ];

        await hub.AgreeAsync(second);
        foreach (var (mutation, input) in all)
        {
            Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(second.Token, mutation, input)).Problems());
        }
        await hub.SubmitAsync(second, review);
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(second.Token, "decideReview", all[0].Input)).Problems());
        Assert.Equal(
            """{"state":"IN_REVIEW","reviewRounds":{"nodes":[{"decision":null,"questions":[]}]}}""",
            (await hub.SeenAsync(curator, id, "state reviewRounds { nodes { decision questions { key } } }")).GetRawText()
        );
        Assert.Equal(
            "INVITED",
            (await hub.DataAsAsync(curator, "query ($id: ID!) { node(id: $id) { ... on Review { status } } }", new { id = other }))
                .GetProperty("node")
                .GetProperty("status")
                .GetString()
        );
        await hub.DecideAsync(curator, id, "ACCEPT");
    }
}
