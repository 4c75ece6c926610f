using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>What is asked about a work, and said to that, is not for a curator with a part in it to decide on.</summary>
public sealed class AskedOfOwnWorkTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string[] Forbidden = ["FORBIDDEN input.id"];
    private static readonly string[] NotFound = ["NOT_FOUND input.id"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_curator_moderates_what_is_said_to_a_request_about_own_work()
    {
        var (curator, other) = (
            await hub.PersonAsync("Threadcurator", Role.Curator),
            await hub.PersonAsync("Threadother", Role.Researcher)
        );
        var editor = await hub.TokenAsync("thread-editor", Role.Curator);
        var id = await hub.DraftAsync(curator.Token);
        await hub.PublishAsync(curator.Token, editor, id);
        var request = await MadeAsync(other.Token, "requestDeletion", new { output = id, message = "It is wrong." }, "request");
        var comment = await MadeAsync(other.Token, "postComment", new { subject = request, body = "Look at page 3." }, "comment");
        var report = await MadeAsync(curator.Token, "reportComment", new { id = comment, reason = "Rude." }, "report");

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "hideComment", new { id = comment, reason = "Rude." }));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "lockComment", new { id = comment, reason = "Rude." }));
        Assert.Equal(NotFound, await ProblemsAsync(curator, "decideCommentReport", new { id = report, uphold = true }));

        await hub.DoneAsync(editor, "lockComment", new { id = comment, reason = "Enough." });
        await hub.DoneAsync(editor, "decideCommentReport", new { id = report, uphold = true });
    }

    [Theory]
    [InlineData("works on it")]
    [InlineData("reviews it")]
    public async Task No_curator_decides_on_a_report_from_a_request_that_is_out_of_their_sight_about_what_they_have_a_part_in(string how)
    {
        var key = how.Split(' ')[0];
        var (author, curator) = (
            await hub.PersonAsync($"Hiddenauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Hiddencurator{key}", Role.Curator)
        );
        var editor = await hub.TokenAsync($"hidden-editor-{key}", Role.Curator);
        var community = await hub.CommunityAsync(await hub.TokenAsync($"hidden-chair-{key}", Role.Researcher), $"Asked, {how}");
        var id = await hub.InReviewAsync(author, editor);
        if (key == "works")
        {
            await hub.JoinAsync(author.Token, id, curator.Token, curator.Email, "READ");
        }
        else
        {
            await hub.InviteAsync(editor, id, curator, "ANONYMOUS");
            await hub.AgreeAsync(curator);
        }
        var request = await MadeAsync(author.Token, "requestInclusion", new { output = id, community }, "request");
        var comment = await MadeAsync(author.Token, "postComment", new { subject = request, body = "It is urgent." }, "comment");
        var report = await MadeAsync(author.Token, "reportComment", new { id = comment, reason = "I take it back." }, "report");

        Assert.Equal(NotFound, await ProblemsAsync(curator, "decideCommentReport", new { id = report, uphold = true }));
        await hub.DoneAsync(editor, "decideCommentReport", new { id = report, uphold = true });
    }

    /// <summary>Nobody owns the data, so that curators are asked, whatever is asked.</summary>
    [Fact]
    public async Task An_administrator_does_not_give_data_of_own_work_that_was_reviewed()
    {
        var (admin, reviewer) = (await hub.PersonAsync("Dataadmin", Role.Admin), await hub.PersonAsync("Datareviewer", Role.Researcher));
        var (editor, asking) = (await hub.TokenAsync("data-editor", Role.Curator), await hub.TokenAsync("data-asking", Role.Researcher));
        var id = await hub.InReviewAsync(admin, editor, kind: "Dataset");
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.DecideAsync(editor, id, "ACCEPT");
        await hub.Database.ExecuteAsync(
            $"update research_outputs set access = 'RESTRICTED', access_mode = 'LICENSED' where id = {Reviewing.Key(id)}",
            Cancel
        );
        await hub.DoneAsync(admin.Token, "publishOutput", new { id });
        await hub.Database.ExecuteAsync($"update research_outputs set owner_id = null where id = {Reviewing.Key(id)}", Cancel);
        await hub.DoneAsync(editor, "setAccessTerms", new { dataset = id, text = "Cite it." });
        var order = new
        {
            dataset = id,
            purpose = "A thesis.",
            acceptedTermsVersion = 1,
        };
        var request = await MadeAsync(asking, "requestDataAccess", order, "request");

        Assert.Equal(Forbidden, await ProblemsAsync(admin, "acceptRequest", new { id = request }));
        await hub.DoneAsync(editor, "acceptRequest", new { id = request });
    }

    private async Task<string> MadeAsync(string token, string mutation, object input, string made) =>
        Reviewing.IdOf(await hub.DoneAsync(token, mutation, input, $"{made} {{ id }}"), made);

    private async Task<string[]> ProblemsAsync(Person by, string mutation, object input) =>
        (await hub.RunAsync(by.Token, mutation, input)).Problems();
}
