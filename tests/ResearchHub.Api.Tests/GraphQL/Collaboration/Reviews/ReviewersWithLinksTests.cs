using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>A secret link lets nobody do what they may not do themselves: who signs in with it is known.</summary>
public sealed class ReviewersWithLinksTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string History = "revisions { totalCount }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reviews", Role.Researcher)]
    [InlineData("is asked", Role.Researcher)]
    [InlineData("has a conflict", Role.Researcher)]
    [InlineData("has a conflict", Role.Curator)]
    [InlineData("other account has a conflict", Role.Researcher)]
    public async Task Who_reviews_it_or_has_a_conflict_of_interest_only_reads_by_a_link_to_edit(string how, Role role)
    {
        var key = $"{how.Replace(" ", "", StringComparison.Ordinal)}{role}";
        var (author, restricted) = (
            await hub.PersonAsync($"Linkauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Linkreader{key}", role)
        );
        var (other, friend) = (
            await hub.PersonAsync($"Linkother{key}", Role.Researcher),
            await hub.TokenAsync($"linkfriend-{key}".ToLowerInvariant(), Role.Researcher)
        );
        var editor = await hub.TokenAsync($"linkeditor-{key}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var link = await hub.LinkAsync(author.Token, id, "EDIT");
        if (how.StartsWith("other", StringComparison.Ordinal))
        {
            await hub.SamePersonAsync(restricted, other);
        }
        var who = how.StartsWith("other", StringComparison.Ordinal) ? other : restricted;
        var review = await hub.InviteAsync(editor, id, who, "OPEN");
        if (how != "is asked")
        {
            await hub.AgreeAsync(who);
        }
        if (how.EndsWith("conflict", StringComparison.Ordinal))
        {
            await hub.DeclareConflictAsync(who, review);
        }
        var (theirs, by) = ($"{restricted.Token}, Share {link}", $"{friend}, Share {link}");

        Assert.Equal("VIEW", await hub.LevelAsync(theirs, id));
        Assert.Equal(["FORBIDDEN input.subject"], await CommentAsync(theirs, id));
        Assert.Equal("""{"revisions":null}""", (await hub.SeenAsync(theirs, id, History)).GetRawText());
        Assert.Equal("EDIT", await hub.LevelAsync(by, id));
        Assert.NotEqual("""{"revisions":null}""", (await hub.SeenAsync(by, id, History)).GetRawText());
        Assert.Empty(await CommentAsync(by, id));
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>($"select count(*) from comments where subject_id = {Reviewing.Key(id)}", Cancel)
        );

        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        Assert.Equal(role == Role.Curator ? "ADMIN" : "EDIT", await hub.LevelAsync(theirs, id));
        Assert.Empty(await CommentAsync(theirs, id));
    }

    private async Task<string[]> CommentAsync(string by, string subject) =>
        (await hub.RunAsync(by, "postComment", new { subject, body = "A remark." })).Problems();
}
