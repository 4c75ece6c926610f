using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who reviews an output neither writes it nor decides on it meanwhile.</summary>
public sealed class ReviewerConflictTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string[] Refused =
    [
        "FORBIDDEN input.id",
        "FORBIDDEN input.id",
        "FORBIDDEN input.dataset",
        "FORBIDDEN input.subject",
        "FORBIDDEN input.id",
    ];

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
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(second.Token, "cancelReview", new { id = other })).Problems());
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

    [Theory]
    [InlineData("OPEN", Role.Curator)]
    [InlineData("ANONYMOUS", Role.Curator)]
    [InlineData("ANONYMOUS", Role.Admin)]
    public async Task A_curator_who_reviews_reads_what_reviewers_read_and_does_no_more(string method, Role role)
    {
        var key = $"{method}{role}";
        var (author, second) = (
            await hub.PersonAsync($"Readauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Readsecond{key}", role)
        );
        var (third, editor) = (
            await hub.PersonAsync($"Readthird{key}", Role.Researcher),
            await hub.TokenAsync($"read-editor-{key}", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var other = await hub.InviteAsync(editor, id, third, "ANONYMOUS");
        await hub.AgreeAsync(third);
        await hub.SubmitAsync(third, other);
        var before = await SeenByAsync(second, id, other);

        var own = await hub.InviteAsync(editor, id, second, method);
        var asked = await SeenByAsync(second, id, other);
        await hub.AgreeAsync(second);
        var reviewing = await SeenByAsync(second, id, other);
        var acts = await ActsAsync(second.Token, id);
        await hub.SubmitAsync(second, own);
        var submitted = await SeenByAsync(second, id, other);
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        var decided = await SeenByAsync(second, id, other);

        Assert.Equal(("ADMIN", true, true), before);
        Assert.Equal(("VIEW", false, false), asked);
        Assert.Equal(asked, reviewing);
        Assert.Equal(asked, submitted);
        Assert.Equal(before, decided);
        Assert.Equal(Refused, acts);
        Assert.Equal(0, await WrittenAsync(id));
    }

    [Fact]
    public async Task A_curator_who_declines_to_review_is_an_editor_again()
    {
        var (author, second) = (await hub.PersonAsync("Againauthor", Role.Researcher), await hub.PersonAsync("Againsecond", Role.Curator));
        var editor = await hub.TokenAsync("again-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(editor, id, second, "ANONYMOUS");
        var request = await hub.Database.ScalarAsync<long>(
            $"select max(id) from requests where receiver_id = {second.UserId} and status = 'SUBMITTED'",
            Cancel
        );
        var asked = await hub.LevelAsync(second.Token, id);

        await hub.DoneAsync(second.Token, "declineRequest", new { id = NodeId.Encode("Request", request) });

        Assert.Equal(("VIEW", "ADMIN"), (asked, await hub.LevelAsync(second.Token, id)));
        await hub.DoneAsync(
            second.Token,
            "decideReview",
            new
            {
                id,
                decision = "ACCEPT",
                text = "It is good.",
            }
        );
    }

    [Fact]
    public async Task A_curator_with_a_conflict_of_interest_is_no_editor_until_it_is_decided()
    {
        var (author, second) = (
            await hub.PersonAsync("Partialauthor", Role.Researcher),
            await hub.PersonAsync("Partialsecond", Role.Curator)
        );
        var (third, editor) = (
            await hub.PersonAsync("Partialthird", Role.Researcher),
            await hub.TokenAsync("partial-editor", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var other = await hub.InviteAsync(editor, id, third, "ANONYMOUS");
        await hub.AgreeAsync(third);
        await hub.SubmitAsync(third, other);
        var own = await hub.InviteAsync(editor, id, second, "ANONYMOUS");
        await hub.AgreeAsync(second);

        await hub.DeclareConflictAsync(second, own);

        Assert.Equal(("VIEW", false, false), await SeenByAsync(second, id, other));
        Assert.Equal(
            "null",
            (await hub.SeenAsync(second.Token, id, "collaborators { totalCount }")).GetProperty("collaborators").GetRawText()
        );
        Assert.Equal(Refused, await ActsAsync(second.Token, id));
        Assert.Equal(0, await WrittenAsync(id));
        object decision = new
        {
            id,
            decision = "ACCEPT",
            text = "As I said.",
        };
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(second.Token, "decideReview", decision)).Problems());
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (await hub.RunAsync(second.Token, "setReviewQuestions", new { id, questions = Array.Empty<object>() })).Problems()
        );
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        Assert.Equal(("ADMIN", true, true), await SeenByAsync(second, id, other));
    }

    [Fact]
    public async Task Who_curates_a_community_that_has_the_draft_reads_it_with_a_conflict_of_interest_and_does_no_more()
    {
        var (author, second) = (
            await hub.PersonAsync("Localauthor", Role.Researcher),
            await hub.PersonAsync("Localsecond", Role.Researcher)
        );
        var (third, editor) = (await hub.PersonAsync("Localthird", Role.Researcher), await hub.TokenAsync("local-editor", Role.Curator));
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var made = await hub.DoneAsync(
            second.Token,
            "createCommunity",
            new { kind = "NETWORK", names = new[] { new { language = "en", text = "Local people" } } },
            "community { id }"
        );
        await hub.Database.ExecuteAsync(
            $"""
            insert into community_outputs (community_id, output_id, included_at, is_announced)
            values ({NodeId.KeyOf(made.GetProperty("community").GetProperty("id").GetString(), "Community")}, {Key(id)}, now(), false)
            """,
            Cancel
        );
        var other = await hub.InviteAsync(editor, id, third, "ANONYMOUS");
        await hub.AgreeAsync(third);
        await hub.SubmitAsync(third, other);
        var own = await hub.InviteAsync(editor, id, second, "ANONYMOUS");
        await hub.AgreeAsync(second);
        await hub.DeclareConflictAsync(second, own);

        Assert.Equal(("VIEW", false, false), await SeenByAsync(second, id, other));
        // What curators decide needs their role.
        Assert.Equal(Refused[..^1], await ActsAsync(second.Token, id, isCurator: false));
        Assert.Equal(0, await WrittenAsync(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_curator_who_reviews_or_has_a_conflict_of_interest_does_not_learn_who_came_by_an_anonymous_link(bool hasConflict)
    {
        var (author, second) = (
            await hub.PersonAsync($"Guestauthor{hasConflict}", Role.Researcher),
            await hub.PersonAsync($"Guestsecond{hasConflict}", Role.Curator)
        );
        var (guest, editor) = (
            await hub.PersonAsync($"Guestguest{hasConflict}", Role.Researcher),
            await hub.TokenAsync($"guest-editor-{hasConflict}".ToLowerInvariant(), Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        var secret = await hub.LinkAsync(author.Token, id, "COMMENT", isAnonymous: true);
        await hub.DataByAsync(
            $"Bearer {guest.Token}, Share {secret}",
            $"mutation {{ postComment(input: {{ subject: \"{id}\", body: \"A remark.\" }}) {{ errors {{ code }} }} }}"
        );
        const string Comments = "comments { nodes { pseudonym author { id } } }";
        var before = await hub.SeenAsync(second.Token, id, Comments);
        var own = await hub.InviteAsync(editor, id, second, "OPEN");
        await hub.AgreeAsync(second);
        if (hasConflict)
        {
            await hub.DeclareConflictAsync(second, own);
        }

        var partial = await hub.SeenAsync(second.Token, id, Comments);

        Assert.Contains(NodeId.Encode("User", guest.UserId), before.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"comments":{"nodes":[{"pseudonym":"Guest","author":null}]}}""", partial.GetRawText());
    }

    /// <summary>Their level, whether they see the review of another with what is for the editor, and the rounds.</summary>
    private async Task<(string? Level, bool SeesOther, bool SeesRounds)> SeenByAsync(Person curator, string id, string other)
    {
        var seen = await hub.SeenAsync(
            curator.Token,
            id,
            "viewerLevel reviews { nodes { id reviewer { id } commentsToEditor } } reviewRounds { nodes { number } }"
        );
        var node = await hub.DataAsAsync(
            curator.Token,
            "query ($id: ID!) { node(id: $id) { ... on Review { commentsToEditor } } }",
            new { id = other }
        );
        var listed = seen.GetProperty("reviews").GetRawText();
        Assert.Equal(
            listed.Contains("Between us: weak.", StringComparison.Ordinal) && listed.Contains(other, StringComparison.Ordinal),
            node.GetProperty("node").ValueKind == JsonValueKind.Object
        );
        return (
            seen.GetProperty("viewerLevel").GetString(),
            listed.Contains(other, StringComparison.Ordinal),
            seen.GetProperty("reviewRounds").GetProperty("nodes").GetArrayLength() > 0
        );
    }

    private Task<long> WrittenAsync(string id) =>
        hub.Database.ScalarAsync<long>(
            $"""
            select (select count(*) from output_collaborators where work_id = {Key(id)})
              + (select count(*) from share_links where output_id = {Key(id)})
              + (select count(*) from access_terms where output_id = {Key(id)})
              + (select count(*) from comments where subject_id = {Key(id)})
            """,
            Cancel
        );

    private async Task<string[]> ActsAsync(string token, string id, bool isCurator = true)
    {
        (string Mutation, object Input)[] acts =
        [
            (
                "inviteCollaborator",
                new
                {
                    id,
                    email = "somebody@ministry.example",
                    role = "ADMIN",
                }
            ),
            (
                "createShareLink",
                new
                {
                    id,
                    name = "For me",
                    level = "EDIT",
                }
            ),
            ("setAccessTerms", new { dataset = id, text = "Cite it." }),
            ("postComment", new { subject = id, body = "As an editor." }),
            ("acceptOutput", new { id }),
        ];
        var problems = new List<string>();
        foreach (var (mutation, input) in isCurator ? acts : acts[..^1])
        {
            problems.AddRange((await hub.RunAsync(token, mutation, input)).Problems());
        }
        return [.. problems];
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
