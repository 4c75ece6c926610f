using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Tries to find out who is hidden by ways that lead to nobody in particular: guessed ids, filters, what deeds answer, and how they are refused.</summary>
public sealed class HiddenByEveryWayTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Researcher)]
    [InlineData(Role.Curator)]
    public async Task Authors_find_no_reviewer_by_any_id_any_filter_or_any_refusal(Role roleOfAuthor)
    {
        var name = $"Way{roleOfAuthor}";
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}writer", roleOfAuthor),
            await hub.PersonAsync($"{name}judge", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"{name}-editor".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.DoneAsync(reviewer.Token, "follow", new { subject = id });
        var invitation = NodeId.Encode(
            "Request",
            await hub.Database.ScalarAsync<long>($"select max(id) from requests where receiver_id = {reviewer.UserId}", Cancel)
        );

        Assert.Empty(await hub.ToldApartAsync(author.Token, review, NodeId.Encode("Review", 9_999_999)));
        Assert.Empty(await hub.ToldApartAsync(author.Token, invitation, NodeId.Encode("Request", 9_999_999)));
        Assert.Empty(await hub.TracesByIdAsync(author.Token, reviewer, id));
        await hub.SubmitAsync(reviewer, review, mayPublish: true);
        await hub.DecideAsync(editor, id, "ACCEPT");
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var published = await hub.DoneAsync(editor, "publishReview", new { id = review }, "study { id }");
        var record = published.GetProperty("study").GetProperty("id").GetString()!;

        Assert.Empty(await hub.TracesByIdAsync(author.Token, reviewer, id));
        Assert.Empty(await hub.FoundByAsync(author.Token, reviewer, id, review, record));
        Assert.Empty(await hub.FoundByAsync(null, reviewer, id, review, record));
        Assert.NotEmpty(await hub.FoundByAsync(null, author, id));
        Assert.NotEmpty(await hub.TracesByIdAsync(editor, reviewer, id));
    }

    [Fact]
    public async Task Reviewers_find_no_author_by_any_id_any_filter_or_any_refusal()
    {
        var (author, friend) = (await hub.PersonAsync("Wayauthor", Role.Researcher), await hub.PersonAsync("Wayfriend", Role.Researcher));
        var (reviewer, editor) = (await hub.PersonAsync("Wayreferee", Role.Researcher), await hub.TokenAsync("way-editor", Role.Curator));
        var chair = await hub.TokenAsync("way-chair", Role.Researcher);
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var place = await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "EDIT");
        await hub.LinkAsync(author.Token, id, "VIEW");
        var asked = await hub.DoneAsync(
            author.Token,
            "requestInclusion",
            new { output = id, community = await CommunityAsync(chair, "Asked", "CLOSED") },
            "request { id }"
        );
        var written = await hub.DoneAsync(author.Token, "postComment", new { subject = id, body = "Among us" }, "comment { id }");
        await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var link = (await hub.SeenAsync(author.Token, id, "shareLinks { nodes { id } }")).GetProperty("shareLinks").GetProperty("nodes")[0];

        foreach (
            var there in new[]
            {
                place,
                link.GetProperty("id").GetString()!,
                asked.GetProperty("request").GetProperty("id").GetString()!,
                written.GetProperty("comment").GetProperty("id").GetString()!,
            }
        )
        {
            Assert.True(NodeId.TryDecode(there, out var type, out _));
            Assert.Empty(await hub.ToldApartAsync(reviewer.Token, there, NodeId.Encode(type, 9_999_999)));
        }
        foreach (var hidden in new[] { author, friend })
        {
            Assert.Empty(await hub.TracesByIdAsync(reviewer.Token, hidden, id));
        }
        Assert.Empty(await hub.FoundByAsync(reviewer.Token, author, id));
        // What a curator may see, too, is without names for who reviews without knowing.
        var promoted = await hub.TokenAsync("wayreferee", Role.Curator);
        Assert.Empty(await hub.TracesByIdAsync(promoted, author, id));
        Assert.Empty(await hub.ToldApartAsync(promoted, place, NodeId.Encode("Collaborator", 9_999_999)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_declines_to_work_on_what_they_review_is_not_told_who_asked_them(bool byMail)
    {
        var name = byMail ? "Mail" : "Profile";
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}asker", Role.Researcher),
            await hub.PersonAsync($"{name}decliner", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"{name}-decline-editor".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        object invitation = byMail
            ? new
            {
                id,
                email = reviewer.Email,
                role = "READ",
            }
            : new
            {
                id,
                researcher = NodeId.Encode("Researcher", reviewer.ResearcherId),
                role = "READ",
            };
        var invited = await hub.DoneAsync(author.Token, "inviteCollaborator", invitation, "collaborator { id }");
        var collaborator = invited.GetProperty("collaborator").GetProperty("id").GetString();

        var answer = await hub.WholeAnswerAsync(reviewer.Token, "removeCollaborator", new { id = collaborator });

        Assert.Contains("\"collaborator\":{", answer, StringComparison.Ordinal);
        Assert.Empty(author.TracesIn(answer, "removeCollaborator"));
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from output_collaborators where id = {NodeId.KeyOf(collaborator, "Collaborator")}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task What_reviewers_do_is_answered_without_authors()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Answerauthor", Role.Researcher),
            await hub.PersonAsync("Answerjudge", Role.Researcher)
        );
        var editor = await hub.TokenAsync("answer-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        var offered = await hub.DoneAsync(
            author.Token,
            "transferOwnership",
            new { id, to = NodeId.Encode("User", reviewer.UserId) },
            "request { id }"
        );
        var asked = await hub.DoneAsync(
            author.Token,
            "requestInclusion",
            new { output = id, community = await CommunityAsync(reviewer.Token, "Of who judges", "CLOSED") },
            "request { id }"
        );
        var (offer, wish) = (IdOf(offered), IdOf(asked));
        var invitation = NodeId.Encode(
            "Request",
            await hub.Database.ScalarAsync<long>($"select max(id) from requests where topic_id = {NodeId.KeyOf(review, "Review")}", Cancel)
        );
        (string Mutation, object Input)[] deeds =
        [
            ("acceptRequest", new { id = invitation }),
            ("declareInterests", new { id = review, hasConflict = false }),
            ("commentOnRequest", new { id = wish, text = "Which one?" }),
            ("askForMoreInformation", new { id = wish, text = "Say more." }),
            ("assignRequestReviewers", new { id = wish, reviewers = new[] { NodeId.Encode("User", reviewer.UserId) } }),
            ("follow", new { subject = wish }),
            ("unfollow", new { subject = wish }),
            ("acceptRequest", new { id = offer }),
            ("declineRequest", new { id = offer, outcome = "No." }),
            ("acceptRequest", new { id = wish }),
            ("removeFromCommunity", new { output = id, community = await FirstCommunityAsync(reviewer.Token) }),
            (
                "submitReview",
                new
                {
                    id = review,
                    originality = 4,
                    methods = 3,
                    evidence = 5,
                    relevance = 4,
                    commentsToAuthor = "Say how.",
                    recommendation = "ACCEPT",
                    mayPublish = false,
                }
            ),
        ];

        foreach (var (mutation, input) in deeds)
        {
            Assert.Empty(author.TracesIn(await hub.WholeAnswerAsync(reviewer.Token, mutation, input), mutation));
        }
        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
    }

    [Fact]
    public async Task What_authors_do_is_answered_without_reviewers()
    {
        var (author, reviewer) = (await hub.PersonAsync("Doingwriter", Role.Curator), await hub.PersonAsync("Doingjudge", Role.Researcher));
        var editor = await hub.TokenAsync("doing-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var community = await CommunityAsync(author.Token, "Of who writes", "OPEN");
        var written = await hub.DoneAsync(author.Token, "postComment", new { subject = id, body = "Rude" }, "comment { id }");
        var comment = written.GetProperty("comment").GetProperty("id").GetString();
        var reported = await hub.DoneAsync(reviewer.Token, "reportComment", new { id = comment, reason = "Rude." }, "report { id }");
        (string Mutation, object Input)[] before =
        [
            ("requestInclusion", new { output = id, community }),
            ("decideCommentReport", new { id = reported.GetProperty("report").GetProperty("id").GetString(), uphold = true }),
            ("unhideComment", new { id = comment }),
            ("resolveComment", new { id = comment }),
            ("follow", new { subject = id }),
            (
                "createShareLink",
                new
                {
                    id,
                    name = "Reader",
                    level = "VIEW",
                }
            ),
            ("removeFromCommunity", new { output = id, community }),
        ];
        (string Mutation, object Input)[] after =
        [
            ("postComment", new { subject = review, body = "Thank you." }),
            ("publishOutput", new { id }),
            ("createVersion", new { id }),
        ];

        foreach (var (mutation, input) in before)
        {
            Assert.Empty(reviewer.TracesIn(await hub.WholeAnswerAsync(author.Token, mutation, input), mutation));
        }
        await hub.SubmitAsync(reviewer, review);
        await hub.DecideAsync(editor, id, "ACCEPT");
        foreach (var (mutation, input) in after)
        {
            Assert.Empty(reviewer.TracesIn(await hub.WholeAnswerAsync(author.Token, mutation, input), mutation));
        }
    }

    [Fact]
    public async Task Who_came_by_an_anonymous_link_and_the_authors_find_nothing_of_each_other()
    {
        var (author, guest) = (await hub.PersonAsync("Linkwriter", Role.Researcher), await hub.PersonAsync("Linkguest", Role.Researcher));
        var editor = await hub.TokenAsync("link-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var by = $"{guest.Token}, Share {await hub.LinkAsync(author.Token, id, "COMMENT", isAnonymous: true)}";
        var written = await hub.DoneAsync(author.Token, "postComment", new { subject = id, body = "Ours" }, "comment { id }");
        var theirs = written.GetProperty("comment").GetProperty("id").GetString()!;

        var answers = new[]
        {
            await hub.WholeAnswerAsync(by, "postComment", new { subject = id, body = "Whose?" }),
            await hub.WholeAnswerAsync(
                by,
                "postComment",
                new
                {
                    subject = id,
                    parent = theirs,
                    body = "Whose?",
                }
            ),
            await hub.WholeAnswerAsync(by, "reportComment", new { id = theirs, reason = "Whose?" }),
        };
        Assert.Equal("COMMENT", await hub.LevelAsync(by, id));
        Assert.All(answers, answer => Assert.Contains("\"errors\":[]", answer, StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Empty(author.TracesIn(answer, "what is answered")));
        Assert.Empty(await hub.TracesAsync(by, author, id, theirs));
        Assert.Empty(await hub.TracesByIdAsync(by, author, id));
        Assert.Empty(await hub.FoundByAsync(by, author, id));

        Assert.Empty(await hub.TracesAsync(author.Token, guest, id, theirs));
        Assert.Empty(await hub.TracesByIdAsync(author.Token, guest, id));
        Assert.Empty(await hub.FoundByAsync(author.Token, guest, id));
    }

    [Fact]
    public async Task A_curator_who_is_named_in_it_does_not_become_its_editor_by_leaving_their_profile()
    {
        var (author, named) = (await hub.PersonAsync("Leaveauthor", Role.Researcher), await hub.PersonAsync("Leavenamed", Role.Curator));
        var (reviewer, editor) = (
            await hub.PersonAsync("Leavereviewer", Role.Researcher),
            await hub.TokenAsync("leave-editor", Role.Curator)
        );
        var id = await hub.DraftAsync(author.Token);
        var contributors = new[] { new { researcher = NodeId.Encode("Researcher", named.ResearcherId) } };
        await hub.DoneAsync(
            author.Token,
            "reviseStudy",
            new
            {
                id,
                expectedRevision = 1,
                contributors,
            }
        );
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        const string Reviews = "reviews { nodes { reviewer { name } } }";
        Assert.Equal("""{"reviews":{"nodes":[]}}""", (await hub.SeenAsync(named.Token, id, Reviews)).GetRawText());

        var left = await hub.RunAsync(named.Token, "linkUserToResearcher", new { user = NodeId.Encode("User", named.UserId) });

        Assert.Equal(["FORBIDDEN input.user"], left.Problems());
        Assert.Equal("""{"reviews":{"nodes":[]}}""", (await hub.SeenAsync(named.Token, id, Reviews)).GetRawText());
    }

    [Fact]
    public async Task Whether_a_community_has_the_draft_is_not_told_by_how_a_request_is_refused()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Asidewriter", Role.Researcher),
            await hub.PersonAsync("Asidejudge", Role.Researcher)
        );
        var (editor, guest) = (await hub.TokenAsync("aside-editor", Role.Curator), await hub.TokenAsync("aside-guest", Role.Researcher));
        var id = await hub.InReviewAsync(author, editor);
        var (with, without) = (
            await CommunityAsync(author.Token, "Has the draft", "OPEN"),
            await CommunityAsync(author.Token, "Has it not", "OPEN")
        );
        await hub.DoneAsync(author.Token, "requestInclusion", new { output = id, community = with });
        await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var link = await hub.LinkAsync(author.Token, id, "COMMENT", isAnonymous: true);

        foreach (var credentials in new[] { $"Bearer {reviewer.Token}", $"Bearer {guest}, Share {link}" })
        {
            foreach (var community in new[] { with, without })
            {
                var asked = await hub.DataByAsync(
                    credentials,
                    $"mutation {{ requestInclusion(input: {{ output: \"{id}\", community: \"{community}\" }}) {{ errors {{ code path }} }} }}"
                );
                Assert.Equal(["FORBIDDEN input.output"], asked.GetProperty("requestInclusion").Problems());
            }
        }
        Assert.Equal(
            ["INVALID input.output"],
            (await hub.RunAsync(author.Token, "requestInclusion", new { output = id, community = with })).Problems()
        );
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from requests where kind = 'COMMUNITY_INCLUSION' and topic_id = {NodeId.KeyOf(id, "Study")}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task The_end_of_the_name_of_a_file_names_nobody_to_a_blind_reviewer()
    {
        var (author, reviewer) = (await hub.PersonAsync("Endwriter", Role.Researcher), await hub.PersonAsync("Endjudge", Role.Researcher));
        var editor = await hub.TokenAsync("end-editor", Role.Curator);
        var id = await hub.DraftAsync(author.Token, "Tables", "Dataset");
        await FileOfDraft.UploadAsync(hub, author.Token, id, "Tables of J. Endwriter");
        await FileOfDraft.UploadAsync(hub, author.Token, id, "endwriter.CSV");
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);

        var files = (await hub.SeenAsync(reviewer.Token, id, "files { id name download }")).GetProperty("files");

        var keys = files.EnumerateArray().Select(file => NodeId.KeyOf(file.GetProperty("id").GetString(), "DataFile")).ToArray();
        Assert.Equal(
            [$"file-{keys[0]}", $"file-{keys[1]}.csv"],
            files.EnumerateArray().Select(file => file.GetProperty("name").GetString())
        );
        Assert.Empty(author.TracesIn(files.GetRawText(), "files"));
    }

    private async Task<string> CommunityAsync(string token, string name, string policy)
    {
        var made = await hub.DoneAsync(
            token,
            "createCommunity",
            new
            {
                kind = "NETWORK",
                policy,
                names = new[] { new { language = "en", text = name } },
            },
            "community { id }"
        );
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    private async Task<string> FirstCommunityAsync(string token) =>
        (await hub.DataAsAsync(token, "{ viewer { communities { nodes { id } } } }"))
            .GetProperty("viewer")
            .GetProperty("communities")
            .GetProperty("nodes")[0]
            .GetProperty("id")
            .GetString()!;

    private static string IdOf(JsonElement payload) => payload.GetProperty("request").GetProperty("id").GetString()!;
}
