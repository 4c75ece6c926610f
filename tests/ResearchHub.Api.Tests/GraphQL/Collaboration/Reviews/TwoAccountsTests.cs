using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>One profile can be that of two accounts, such as one by ORCID and one of an institution: what somebody may not, they may not with either.</summary>
public sealed class TwoAccountsTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Reviews = "reviews { nodes { id reviewer { id } } } reviewRounds { nodes { number } }";
    private const string Nothing = """{"reviews":{"nodes":[]},"reviewRounds":{"nodes":[]}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owns it")]
    [InlineData("works on it")]
    public async Task A_curator_whose_other_account_has_a_part_in_it_learns_nothing_of_its_reviewers(string how)
    {
        var key = how.Replace(" ", "", StringComparison.Ordinal);
        var (author, fellow) = (
            await hub.PersonAsync($"Firstauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Firstfellow{key}", Role.Researcher)
        );
        var (second, reviewer) = (
            await hub.PersonAsync($"Secondcurator{key}", Role.Curator),
            await hub.PersonAsync($"Hiddenreviewer{key}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"accounts-editor-{key}", Role.Curator);
        var id = await hub.DraftAsync(author.Token);
        await hub.JoinAsync(author.Token, id, fellow.Token, fellow.Email, "EDIT");
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        await hub.SamePersonAsync(how == "owns it" ? author : fellow, second);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);

        Assert.Equal(Nothing, (await hub.SeenAsync(second.Token, id, Reviews)).GetRawText());
        Assert.Empty(await hub.TracesAsync(second.Token, reviewer, id, review));
        await hub.SubmitAsync(reviewer, review);
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        Assert.Empty(await hub.TracesAsync(second.Token, reviewer, id, review));
    }

    [Theory]
    [InlineData("ANONYMOUS", false)]
    [InlineData("ANONYMOUS", true)]
    public async Task A_curator_whose_other_account_reviews_it_is_not_its_editor(string method, bool hasConflict)
    {
        var key = $"{method}{hasConflict}";
        var (author, first) = (
            await hub.PersonAsync($"Acctauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Acctfirst{key}", Role.Researcher)
        );
        var (second, third) = (
            await hub.PersonAsync($"Acctsecond{key}", Role.Curator),
            await hub.PersonAsync($"Acctthird{key}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"acct-editor-{key}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.SamePersonAsync(first, second);
        var own = await hub.InviteAsync(editor, id, first, method);
        await hub.AgreeAsync(first);
        if (hasConflict)
        {
            await hub.DeclareConflictAsync(first, own);
        }
        var review = await hub.InviteAsync(editor, id, third, "ANONYMOUS");
        await hub.AgreeAsync(third);
        object decision = new
        {
            id,
            decision = "ACCEPT",
            text = "As I say.",
        };

        Assert.Equal(
            ("VIEW", Nothing),
            (await hub.LevelAsync(second.Token, id), (await hub.SeenAsync(second.Token, id, Reviews)).GetRawText())
        );
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(second.Token, "decideReview", decision)).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(second.Token, "cancelReview", new { id = review })).Problems());
        Assert.Equal(
            "IN_REVIEW REVIEWING",
            await hub.Database.ScalarAsync<string>(
                $"select o.state || ' ' || v.status from research_outputs o join reviews v on v.id = {Reviewing.Key(review)} where o.id = {Reviewing.Key(id)}",
                Cancel
            )
        );
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        Assert.Equal("ADMIN", await hub.LevelAsync(second.Token, id));
    }

    [Fact]
    public async Task Who_reviews_double_blind_knows_no_author_by_another_account()
    {
        var (author, first) = (await hub.PersonAsync("Blindauthor", Role.Researcher), await hub.PersonAsync("Blindfirst", Role.Researcher));
        var (curator, editor) = (
            await hub.PersonAsync("Blindsecond", Role.Curator),
            await hub.TokenAsync("blind-accounts-editor", Role.Curator)
        );
        var third = await hub.PersonAsync("Blindthird", Role.Researcher);
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        object invitation = new
        {
            id,
            email = first.Email,
            method = "DOUBLE_ANONYMOUS",
            dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
        };
        await hub.InviteAsync(editor, id, third, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(third);
        // Linked while they review: from then on the other account is blind, too.
        var later = await hub.PersonAsync("Blindlater", Role.Curator);
        Assert.NotEmpty(await hub.TracesAsync(later.Token, author, id));
        await hub.SamePersonAsync(third, later);
        Assert.Empty(await hub.TracesAsync(later.Token, author, id));

        await hub.SamePersonAsync(first, curator);
        Assert.Equal(["INVALID input.email"], (await hub.RunAsync(editor, "inviteReviewer", invitation)).Problems());
    }

    [Fact]
    public async Task Who_asks_does_not_decide_with_another_account()
    {
        var (author, asking) = (
            await hub.PersonAsync("Decideauthor", Role.Researcher),
            await hub.PersonAsync("Decideasking", Role.Researcher)
        );
        var (second, editor) = (
            await hub.PersonAsync("Decidesecond", Role.Curator),
            await hub.TokenAsync("decide-accounts-editor", Role.Curator)
        );
        var id = await hub.DraftAsync(author.Token);
        await hub.PublishAsync(author.Token, editor, id);
        await hub.SamePersonAsync(asking, second);
        var asked = await hub.DoneAsync(
            asking.Token,
            "claimAuthorship",
            new
            {
                output = id,
                position = 0,
                evidence = "It is mine.",
            },
            "request { id }"
        );
        var request = Reviewing.IdOf(asked, "request");

        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(second.Token, "acceptRequest", new { id = request })).Problems());

        Assert.Equal(
            "SUBMITTED",
            await hub.Database.ScalarAsync<string>($"select status from requests where id = {Reviewing.Key(request)}", Cancel)
        );
        await hub.DoneAsync(editor, "acceptRequest", new { id = request });
    }

    [Fact]
    public async Task One_person_is_asked_for_one_review_of_a_round()
    {
        var (author, first) = (await hub.PersonAsync("Onceauthor", Role.Researcher), await hub.PersonAsync("Oncefirst", Role.Researcher));
        var (second, editor) = (
            await hub.PersonAsync("Oncesecond", Role.Researcher),
            await hub.TokenAsync("once-accounts-editor", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        await hub.SamePersonAsync(first, second);
        await hub.InviteAsync(editor, id, first, "ANONYMOUS");
        object again = new
        {
            id,
            email = second.Email,
            method = "ANONYMOUS",
            dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
        };

        Assert.Equal(["INVALID input.email"], (await hub.RunAsync(editor, "inviteReviewer", again)).Problems());

        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>($"select count(*) from reviews where output_id = {Reviewing.Key(id)}", Cancel)
        );
    }
}
