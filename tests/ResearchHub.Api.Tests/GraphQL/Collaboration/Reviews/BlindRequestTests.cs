using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Whoever reviews without knowing the authors does not learn who they are from what is asked about the draft.</summary>
public sealed class BlindRequestTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Named = "title contributors { nameAsPrinted researcher { id name } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("curates a community that is asked")]
    [InlineData("curates a community that declined")]
    [InlineData("curates a community that has it")]
    [InlineData("is asked to own it")]
    [InlineData("is asked for an opinion")]
    [InlineData("is not asked any more")]
    [InlineData("is invited by e-mail to work on it")]
    public async Task Who_has_met_the_authors_is_not_asked_to_review_without_knowing_them(string how)
    {
        var key = how.Split(' ')[^1].Replace("-", "", StringComparison.Ordinal) + how.Length;
        var (author, met) = (
            await hub.PersonAsync($"Metauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Met{key}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"met-editor-{key}", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        switch (how)
        {
            case "is asked to own it":
                await hub.DoneAsync(author.Token, "transferOwnership", new { id, to = NodeId.Encode("User", met.UserId) });
                break;
            case "is invited by e-mail to work on it":
                await hub.DoneAsync(
                    author.Token,
                    "inviteCollaborator",
                    new
                    {
                        id,
                        email = met.Email,
                        role = "READ",
                    }
                );
                break;
            case "is asked for an opinion" or "is not asked any more":
                var chair = await hub.TokenAsync($"met-chair-{key}", Role.Researcher);
                var asked = await AskAsync(author, id, await CommunityAsync(chair, how), null);
                await AssignAsync(chair, asked, met);
                if (how == "is not asked any more")
                {
                    Assert.Equal("VIEW", await hub.LevelAsync(met.Token, id));
                    await AssignAsync(chair, asked);
                    Assert.Null(await hub.LevelAsync(met.Token, id));
                    Assert.Equal(
                        """{"viewer":{"requests":{"nodes":[]}}}""",
                        (await hub.DataAsAsync(met.Token, "{ viewer { requests(part: REVIEWER) { nodes { id } } } }")).GetRawText()
                    );
                }
                break;
            default:
                var request = await AskAsync(author, id, await CommunityAsync(met.Token, how), null);
                if (how.EndsWith("has it", StringComparison.Ordinal))
                {
                    await hub.DoneAsync(met.Token, "acceptRequest", new { id = request });
                    await hub.Database.ExecuteAsync($"delete from requests where id = {Key(request)}", Cancel);
                }
                else if (how.EndsWith("declined", StringComparison.Ordinal))
                {
                    await hub.DoneAsync(met.Token, "declineRequest", new { id = request, outcome = "Not for us." });
                }
                break;
        }

        var refused = await hub.RunAsync(editor, "inviteReviewer", Invitation(id, met, "DOUBLE_ANONYMOUS"));

        Assert.Equal(["INVALID input.email"], refused.Problems());
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from reviews where output_id = {Key(id)}", Cancel));
        await hub.DoneAsync(editor, "inviteReviewer", Invitation(id, met, "ANONYMOUS"));
    }

    [Theory]
    [InlineData("worked on it")]
    [InlineData("was invited by profile")]
    [InlineData("was invited by e-mail")]
    [InlineData("owned it")]
    public async Task Who_had_a_part_in_a_draft_and_has_none_any_more_is_not_asked_to_review_it_without_knowing_its_authors(string how)
    {
        var key = how.Split(' ', '-')[^1] + how.Length;
        var (author, left) = (
            await hub.PersonAsync($"Leftauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Left{key}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"left-editor-{key}", Role.Curator);
        var id = how == "owned it" ? await HandedOverAsync(left, author, editor) : await hub.InReviewAsync(author, editor);
        if (how != "owned it")
        {
            var invited = await hub.DoneAsync(
                author.Token,
                "inviteCollaborator",
                how == "was invited by profile"
                    ? new
                    {
                        id,
                        researcher = NodeId.Encode("Researcher", left.ResearcherId),
                        role = "READ",
                    }
                    : new
                    {
                        id,
                        email = left.Email,
                        role = "READ",
                    },
                "collaborator { id }"
            );
            var collaborator = invited.GetProperty("collaborator").GetProperty("id").GetString();
            if (how == "worked on it")
            {
                await hub.DoneAsync(left.Token, "acceptCollaboration", new { id = collaborator });
            }
            var by = how == "was invited by e-mail" ? left.Token : author.Token;
            await hub.DoneAsync(by, "removeCollaborator", new { id = collaborator });
        }
        Assert.Null(await hub.LevelAsync(left.Token, id));

        var refused = await hub.RunAsync(editor, "inviteReviewer", Invitation(id, left, "DOUBLE_ANONYMOUS"));

        Assert.Equal(["INVALID input.email"], refused.Problems());
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from reviews where output_id = {Key(id)}", Cancel));
        await hub.DoneAsync(editor, "inviteReviewer", Invitation(id, left, "ANONYMOUS"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_asked_about_a_draft_meanwhile_names_nobody_to_its_blind_reviewer(bool hasAgreed)
    {
        var key = hasAgreed ? "later" : "first";
        var (author, reviewer) = (
            await hub.PersonAsync($"Askingauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Askedreviewer{key}", Role.Researcher)
        );
        var (editor, chair) = (
            await hub.TokenAsync($"ask-editor-{key}", Role.Curator),
            await hub.TokenAsync($"ask-chair-{key}", Role.Researcher)
        );
        var (theirs, others) = (
            await CommunityAsync(reviewer.Token, $"Of the reviewer {key}"),
            await CommunityAsync(chair, $"Of others {key}")
        );
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        if (hasAgreed)
        {
            await hub.AgreeAsync(reviewer);
        }
        await using var stream = await EveryStream.OpenAsync(hub, reviewer.Token, id, review);

        var included = await AskAsync(author, id, theirs, $"By me, {author.Email}.");
        await hub.DoneAsync(author.Token, "commentOnRequest", new { id = included, text = $"It is by {author.Email}." });
        await hub.DoneAsync(author.Token, "postComment", new { subject = included, body = $"Written by {author.Email}." });
        var opinion = await AskAsync(author, id, others, $"By me, {author.Email}.");
        // Who assigns them is not told by being refused that they review it.
        await AssignAsync(chair, opinion, reviewer, author);
        await hub.DoneAsync(reviewer.Token, "follow", new { subject = opinion });
        await hub.DoneAsync(
            author.Token,
            "postComment",
            new { subject = opinion, body = $"What does [one](node:{NodeId.Encode("User", reviewer.UserId)}) think?" }
        );
        var offered = await hub.DoneAsync(
            author.Token,
            "transferOwnership",
            new
            {
                id,
                to = NodeId.Encode("User", reviewer.UserId),
                message = $"Yours, {author.Email}.",
            },
            "request { id }"
        );
        var offer = offered.GetProperty("request").GetProperty("id").GetString()!;
        var invited = await hub.DoneAsync(
            author.Token,
            "inviteCollaborator",
            new
            {
                id,
                email = reviewer.Email,
                role = "READ",
            },
            "collaborator { id }"
        );
        var invitation = invited.GetProperty("collaborator").GetProperty("id").GetString()!;

        var heard = await stream.UntilAsync(
            ("notificationReceived", included),
            ("notificationReceived", opinion),
            ("notificationReceived", offer),
            ("notificationReceived", "COLLABORATION_OFFERED")
        );
        await hub.UntilAsync(
            $"select count(*)::text from notifications where kind = 'COMMENTED' and topic_id = {Key(opinion)} and user_id <> {reviewer.UserId}",
            "1"
        );
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from notifications where subject_type = 'Comment' and user_id = {reviewer.UserId} and topic_id in ({Key(included)}, {Key(opinion)})",
                Cancel
            )
        );
        await using var timeline = await EveryStream.OpenAsync(hub, reviewer.Token, included);
        heard += await timeline.UntilAsync(("requestTimeline", "COMMENTED"));
        Assert.Empty(author.TracesIn(heard, "what the reviewer heard"));
        Assert.Empty(await hub.TracesAsync(reviewer.Token, author, id, review, included, opinion, offer, invitation));
        Assert.Empty(author.TracesIn(await hub.LetterToAsync(reviewer.Email), "the letter"));
        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
        Assert.NotEmpty(await hub.TracesAsync(chair, author, opinion));
        var talk = await hub.DataAsAsync(
            reviewer.Token,
            "query ($id: ID!) { comments(subjectId: $id) { nodes { body } } }",
            new { id = included }
        );
        Assert.Equal("""{"comments":null}""", talk.GetRawText());
        Assert.Equal(
            ["NOT_FOUND input.subject"],
            (await hub.RunAsync(reviewer.Token, "postComment", new { subject = included, body = "Who?" })).Problems()
        );
    }

    [Fact]
    public async Task Whose_opinion_is_wanted_reads_the_draft_while_the_request_waits_and_who_reviews_it_blind_reads_it_without_names()
    {
        var (author, chair) = (
            await hub.PersonAsync("Opinionauthor", Role.Researcher),
            await hub.TokenAsync("opinion-chair", Role.Researcher)
        );
        var (expert, blind) = (
            await hub.PersonAsync("Opinionexpert", Role.Researcher),
            await hub.PersonAsync("Opinionblind", Role.Researcher)
        );
        var editor = await hub.TokenAsync("opinion-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var other = await hub.DraftAsync(author.Token, "Another draft");
        await hub.InviteAsync(editor, id, blind, "DOUBLE_ANONYMOUS");
        var request = await AskAsync(author, id, await CommunityAsync(chair, "Of opinions"), null);
        Assert.Null(await hub.LevelAsync(expert.Token, id));

        await AssignAsync(chair, request, expert, blind);

        Assert.Equal(
            ("VIEW", "VIEW", null),
            (await hub.LevelAsync(expert.Token, id), await hub.LevelAsync(blind.Token, id), await hub.LevelAsync(expert.Token, other))
        );
        Assert.NotEmpty(author.TracesIn((await hub.SeenAsync(expert.Token, id, Named)).GetRawText(), "what the expert reads"));
        Assert.Empty(author.TracesIn((await hub.SeenAsync(blind.Token, id, Named)).GetRawText(), "what the blind reviewer reads"));
        Assert.NotEmpty(await hub.RetitleAsync(expert.Token, id, 4, "Mine"));
        await AssignAsync(chair, request, blind);
        Assert.Null(await hub.LevelAsync(expert.Token, id));
        await AssignAsync(chair, request, expert);
        await hub.DoneAsync(chair, "declineRequest", new { id = request, outcome = "Not for us." });
        Assert.Null(await hub.LevelAsync(expert.Token, id));
    }

    [Fact]
    public async Task A_blind_reviewer_decides_for_their_community_the_author_is_told_and_is_named_once_it_is_decided()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Toldauthor", Role.Researcher),
            await hub.PersonAsync("Tellingreviewer", Role.Researcher)
        );
        var editor = await hub.TokenAsync("tell-editor", Role.Curator);
        var community = await CommunityAsync(reviewer.Token, "Of who tells");
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var request = await AskAsync(author, id, community, "Please.");
        await using var inbox = await EveryStream.OpenAsync(hub, author.Token, id);

        var accepted = await hub.DoneAsync(
            reviewer.Token,
            "acceptRequest",
            new { id = request },
            "request { status message creator { id } timeline { nodes { kind actor { id } } } }"
        );
        await inbox.UntilAsync(("notificationReceived", "REQUEST_ACCEPTED"));
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        var known = await hub.DataAsAsync(reviewer.Token, $"{{ request(id: \"{request}\") {{ message creator {{ id }} }} }}");

        var me = NodeId.Encode("User", reviewer.UserId);
        Assert.Equal(
            $$$"""{"status":"ACCEPTED","message":null,"creator":null,"timeline":{"nodes":[{"kind":"CREATED","actor":null},{"kind":"SUBMITTED","actor":null},{"kind":"ACCEPTED","actor":{"id":"{{{me}}}"}}]}}""",
            accepted.GetProperty("request").GetRawText()
        );
        Assert.Equal(
            $$$"""{"message":"Please.","creator":{"id":"{{{NodeId.Encode("User", author.UserId)}}}"}}""",
            known.GetProperty("request").GetRawText()
        );
    }

    /// <summary>A study in review that somebody wrote and gave away.</summary>
    private async Task<string> HandedOverAsync(Person from, Person to, string editor)
    {
        var id = await hub.DraftAsync(from.Token);
        var offered = await hub.DoneAsync(
            from.Token,
            "transferOwnership",
            new
            {
                id,
                to = NodeId.Encode("User", to.UserId),
                formerOwnerRole = (string?)null,
            },
            "request { id }"
        );
        await hub.DoneAsync(to.Token, "acceptRequest", new { id = offered.GetProperty("request").GetProperty("id").GetString() });
        await hub.DoneAsync(to.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        return id;
    }

    private async Task<string> CommunityAsync(string token, string name)
    {
        var made = await hub.DoneAsync(
            token,
            "createCommunity",
            new
            {
                kind = "NETWORK",
                policy = "CLOSED",
                names = new[] { new { language = "en", text = name } },
            },
            "community { id }"
        );
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    private async Task<string> AskAsync(Person author, string output, string community, string? message)
    {
        var asked = await hub.DoneAsync(
            author.Token,
            "requestInclusion",
            new
            {
                output,
                community,
                message,
            },
            "request { id }"
        );
        return asked.GetProperty("request").GetProperty("id").GetString()!;
    }

    private Task<JsonElement> AssignAsync(string token, string request, params Person[] people) =>
        hub.DoneAsync(
            token,
            "assignRequestReviewers",
            new { id = request, reviewers = people.Select(one => NodeId.Encode("User", one.UserId)) }
        );

    private object Invitation(string id, Person reviewer, string method) =>
        new
        {
            id,
            email = reviewer.Email,
            method,
            dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
        };

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
