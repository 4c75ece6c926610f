using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>
/// Tries to find out who is hidden: asks for everything the schema reaches from what is reviewed, from the reader's own account and from the
/// lists of the catalogue, and looks for any trace.
/// </summary>
public sealed class AnonymityTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    [Theory]
    [InlineData("ANONYMOUS", "Study")]
    [InlineData("DOUBLE_ANONYMOUS", "Study")]
    [InlineData("ANONYMOUS", "Dataset")]
    [InlineData("DOUBLE_ANONYMOUS", "Dataset")]
    public async Task Authors_find_no_trace_of_their_reviewer_before_and_after_the_decision_and_the_publication(string method, string kind)
    {
        var name = (method == "ANONYMOUS" ? "Single" : "Double") + kind.ToLowerInvariant();
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}writer", Role.Researcher),
            await hub.PersonAsync($"{name}referee", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"{name}-curator".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, curator, kind: kind);
        var review = await hub.InviteAsync(curator, id, reviewer, method);
        await AssertNoTraceAsync(author.Token, reviewer, id, review);
        await hub.AgreeAsync(reviewer);
        await hub.SeenAsync(reviewer.Token, id);
        if (kind == "Dataset")
        {
            await hub.DownloadAsync($"Bearer {reviewer.Token}", id);
        }
        await hub.SubmitAsync(reviewer, review, mayPublish: true);
        await AssertNoTraceAsync(author.Token, reviewer, id, review);

        await hub.DecideAsync(curator, id, "ACCEPT");
        await AssertNoTraceAsync(author.Token, reviewer, id, review);
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var published = await hub.DoneAsync(curator, "publishReview", new { id = review }, "study { id }");

        var record = published.GetProperty("study").GetProperty("id").GetString()!;
        await AssertNoTraceAsync(author.Token, reviewer, id, review, record);
        await AssertNoTraceAsync(null, reviewer, id, review, record);
    }

    [Theory]
    [InlineData("Study")]
    [InlineData("Dataset")]
    public async Task Reviewers_find_no_trace_of_authors_whom_they_may_not_know(string kind)
    {
        var (author, friend) = (
            await hub.PersonAsync($"Hiddenwriter{kind}", Role.Researcher),
            await hub.PersonAsync($"Hiddenfriend{kind}", Role.Researcher)
        );
        var reviewer = await hub.PersonAsync($"Blindreferee{kind}", Role.Researcher);
        var curator = await hub.TokenAsync($"blind-curator-{kind}", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, kind: kind);
        await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "EDIT");
        var review = await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await hub.AgreeAsync(reviewer);

        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await AssertNoTraceAsync(reviewer.Token, friend, id, review);
        await hub.SubmitAsync(reviewer, review);
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await hub.DecideAsync(curator, id, "PENDING_REVISIONS");
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
    }

    [Fact]
    public async Task Who_may_not_know_who_made_it_is_not_told_which_communities_have_it()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Groupwriter", Role.Researcher),
            await hub.PersonAsync("Groupreferee", Role.Researcher)
        );
        var (guest, curator) = (await hub.TokenAsync("group-guest", Role.Reader), await hub.TokenAsync("group-curator", Role.Curator));
        var id = await hub.InReviewAsync(author, curator);
        await IncludeAsync(author, await CommunityAsync(author, "Friends of the Groupwriters"), id);
        await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var link = await hub.LinkAsync(author.Token, id, "COMMENT", isAnonymous: true);
        const string Communities = "communities { totalCount nodes { name } }";

        var seen = await hub.SeenAsync(author.Token, id, Communities);
        var blind = await hub.SeenAsync(reviewer.Token, id, Communities);
        var byLink = await hub.DataByAsync(
            $"Bearer {guest}, Share {link}",
            $"{{ node(id: \"{id}\") {{ ... on ResearchOutput {{ {Communities} }} }} }}"
        );

        Assert.Equal("""{"communities":{"totalCount":1,"nodes":[{"name":"Friends of the Groupwriters"}]}}""", seen.GetRawText());
        const string None = """{"communities":{"totalCount":0,"nodes":[]}}""";
        Assert.Equal(None, blind.GetRawText());
        Assert.Equal(None, byLink.GetProperty("node").GetRawText());
    }

    [Fact]
    public async Task A_draft_that_is_taken_out_of_a_community_is_announced_as_little_as_it_was_when_it_came_in()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Outwriter", Role.Researcher),
            await hub.PersonAsync("Outreferee", Role.Researcher)
        );
        var curator = await hub.TokenAsync("out-curator", Role.Curator);
        var (id, published) = (await hub.InReviewAsync(author, curator), await hub.DraftAsync(author.Token, "In the open"));
        await hub.PublishAsync(author.Token, curator, published);
        var community = await CommunityAsync(author, "Taking drafts");
        foreach (var output in new[] { id, published })
        {
            await IncludeAsync(author, community, output);
        }
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) select id, {reviewer.UserId}, 'READER', now() from communities where slug = 'taking-drafts'",
            TestContext.Current.CancellationToken
        );
        await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await using var live = await EventStream.OpenAsync(
            hub.Http,
            reviewer.Token,
            "subscription ($id: ID!) { communityActivity(communityId: $id, after: \"0-0\") { kind actor { name } output { title } } }",
            new { id = community }
        );

        foreach (var output in new[] { id, published })
        {
            await hub.DoneAsync(author.Token, "removeFromCommunity", new { output, community });
        }

        Assert.Equal("""{"kind":"OUTPUT_INCLUDED","actor":null,"output":{"title":"In the open"}}""", (await live.NextAsync()).GetRawText());
        Assert.Equal(
            """{"kind":"OUTPUT_REMOVED","actor":{"name":"Outwriter Outwriterson"},"output":{"title":"In the open"}}""",
            (await live.NextAsync()).GetRawText()
        );
    }

    private async Task<string> CommunityAsync(Person owner, string name) =>
        (
            await hub.DoneAsync(
                owner.Token,
                "createCommunity",
                new { names = new[] { new { language = "en", text = name } }, kind = "NETWORK" },
                "community { id }"
            )
        )
            .GetProperty("community")
            .GetProperty("id")
            .GetString()!;

    private Task<JsonElement> IncludeAsync(Person owner, string community, string output) =>
        hub.DoneAsync(owner.Token, "requestInclusion", new { output, community });

    [Fact]
    public async Task Who_may_know_is_found_by_the_same_questions()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Controlwriter", Role.Researcher),
            await hub.PersonAsync("Controlreferee", Role.Researcher)
        );
        var curator = await hub.TokenAsync("control-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review);

        Assert.NotEmpty(await hub.TracesAsync(curator, reviewer, id, review));
        Assert.NotEmpty(await hub.TracesAsync(reviewer.Token, author, id, review));
        // From a profile to what its person is known to have written.
        Assert.NotEmpty(await hub.TracesAsync(null, new Person("", "", 0, ResearcherId: 31, []), NodeId.Encode("Study", 101)));
    }

    [Fact]
    public async Task Who_reports_a_comment_is_named_to_no_curator_who_wrote_the_output_or_reviews_it()
    {
        var (author, friend) = (await hub.PersonAsync("Repwriter", Role.Curator), await hub.PersonAsync("Repfriend", Role.Curator));
        var (reviewer, other) = (await hub.PersonAsync("Repreferee", Role.Researcher), await hub.PersonAsync("Repother", Role.Curator));
        var editor = await hub.TokenAsync("rep-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "EDIT");
        var review = "";
        foreach (var person in new[] { other, reviewer })
        {
            review = await hub.InviteAsync(editor, id, person, "ANONYMOUS");
            await hub.AgreeAsync(person);
        }
        var written = await hub.DoneAsync(friend.Token, "postComment", new { subject = id, body = "Rude" }, "comment { id }");
        var comment = written.GetProperty("comment").GetProperty("id").GetString();
        var made = await hub.DoneAsync(
            reviewer.Token,
            "reportComment",
            new { id = comment, reason = "Rude." },
            "report { id reporter { name } }"
        );
        var report = made.GetProperty("report").GetProperty("id").GetString()!;
        string[] unknowing = [author.Token, friend.Token, other.Token];

        Assert.Equal("""{"name":"Repreferee Reprefereeson"}""", made.GetProperty("report").GetProperty("reporter").GetRawText());
        foreach (var token in unknowing)
        {
            Assert.Equal("null", await ReporterAsync(token, report));
            Assert.Empty(await hub.TracesAsync(token, reviewer, id, review, comment!, report));
        }
        Assert.Contains("Repreferee", await ReporterAsync(editor, report), StringComparison.Ordinal);

        await hub.SubmitAsync(reviewer, review);
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        Assert.Equal("null", await ReporterAsync(author.Token, report));
        Assert.Equal("null", await ReporterAsync(friend.Token, report));
        var decided = await hub.DoneAsync(
            author.Token,
            "decideCommentReport",
            new { id = report, uphold = false },
            "report { isUpheld reporter { name } }"
        );
        Assert.Equal("""{"isUpheld":false,"reporter":null}""", decided.GetProperty("report").GetRawText());
    }

    private async Task<string> ReporterAsync(string token, string report) =>
        (await hub.DataAsAsync(token, "{ commentReports { nodes { id reporter { name } } } }"))
            .GetProperty("commentReports")
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == report)
            .GetProperty("reporter")
            .GetRawText();

    private async Task AssertNoTraceAsync(string? token, Person hidden, params string[] ids) =>
        Assert.Empty(await hub.TracesAsync(token, hidden, ids));
}
