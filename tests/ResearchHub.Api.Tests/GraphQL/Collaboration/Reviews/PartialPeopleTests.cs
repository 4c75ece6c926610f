using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who reviews a work, or has a conflict of interest in it, decides on nothing about it by another right until it is decided.</summary>
public sealed class PartialPeopleTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_manages_a_community_decides_there_on_nothing_in_which_they_have_a_conflict_of_interest()
    {
        var (author, second) = (
            await hub.PersonAsync("Managedauthor", Role.Researcher),
            await hub.PersonAsync("Managingsecond", Role.Researcher)
        );
        var editor = await hub.TokenAsync("managed-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var (community, other) = (await hub.CommunityAsync(second.Token, "Has it"), await hub.CommunityAsync(second.Token, "Is asked"));
        await hub.DoneAsync(second.Token, "acceptRequest", new { id = await AskAsync(author, id, community) });
        var request = await AskAsync(author, id, other);
        var comment = await PostAsync(author.Token, id);
        var report = await ReportAsync(editor, comment);
        var own = await hub.InviteAsync(editor, id, second, "ANONYMOUS");
        await hub.AgreeAsync(second);
        await hub.DeclareConflictAsync(second, own);
        object removal = new { output = id, community };
        var (uphold, outcome, reason) = (true, "For us.", "Rude.");

        Assert.Equal("VIEW", await hub.LevelAsync(second.Token, id));
        Assert.Equal(
            [
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "NOT_FOUND input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.community",
            ],
            await ProblemsAsync(
                second.Token,
                ("hideComment", new { id = comment, reason }),
                ("lockComment", new { id = comment, reason }),
                ("decideCommentReport", new { id = report, uphold }),
                ("acceptRequest", new { id = request }),
                ("declineRequest", new { id = request, outcome }),
                ("askForMoreInformation", new { id = request, text = "Why?" }),
                ("assignRequestReviewers", new { id = request, reviewers = new[] { NodeId.Encode("User", author.UserId) } }),
                ("removeFromCommunity", removal)
            )
        );
        Assert.Equal("1 0 SUBMITTED 0", await StateAsync(id, comment, request));
        const string Seen = """
            query ($community: ID!, $request: ID!) {
              community: node(id: $community) { ... on Community { commentReports { totalCount nodes { reason } } } }
              request: node(id: $request) { ... on Request { status actions } } }
            """;
        Assert.Equal(
            """{"community":{"commentReports":{"totalCount":0,"nodes":[]}},"request":{"status":"SUBMITTED","actions":["COMMENT"]}}""",
            (await hub.DataAsAsync(second.Token, Seen, new { community, request })).GetRawText()
        );

        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        await hub.DoneAsync(second.Token, "lockComment", new { id = comment, reason });
        await hub.DoneAsync(second.Token, "decideCommentReport", new { id = report, uphold });
        await hub.DoneAsync(second.Token, "acceptRequest", new { id = request });
        await hub.DoneAsync(second.Token, "removeFromCommunity", removal);
        Assert.Equal("0 2 ACCEPTED 0", await StateAsync(id, comment, request));
    }

    /// <summary>Who works on one version works on all, so that the public one would be a way around.</summary>
    [Theory]
    [InlineData(false, Role.Curator)]
    [InlineData(true, Role.Curator)]
    [InlineData(false, Role.Admin)]
    [InlineData(true, Role.Admin)]
    public async Task A_curator_kept_from_deciding_on_a_new_version_does_nothing_by_the_public_one(bool hasConflict, Role role)
    {
        var key = $"{role}{hasConflict}";
        var (author, curator) = (
            await hub.PersonAsync($"Newerauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Newercurator{key}", role)
        );
        var (fellow, editor) = (
            await hub.PersonAsync($"Newerfellow{key}", Role.Researcher),
            await hub.TokenAsync($"newer-editor-{key}".ToLowerInvariant(), Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        var place = await hub.JoinAsync(author.Token, id, fellow.Token, fellow.Email, "EDIT");
        await hub.DoneAsync(editor, "acceptOutput", new { id });
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var community = await hub.CommunityAsync(author.Token, $"Of the author {key}");
        await AskAsync(author, id, community);
        var other = await hub.CommunityAsync(fellow.Token, $"Is asked {key}");
        var inclusion = await AskAsync(author, id, other);
        var comment = await PostAsync(fellow.Token, id);
        var report = await ReportAsync(editor, comment);
        var newer = await NextAsync(author, editor, id);
        var own = await hub.InviteAsync(editor, newer, curator, "ANONYMOUS");
        await hub.AgreeAsync(curator);
        if (hasConflict)
        {
            await hub.DeclareConflictAsync(curator, own);
        }
        string[] requests =
        [
            await RequestAsync(
                fellow,
                "requestCorrection",
                new
                {
                    output = id,
                    field = "TITLE",
                    message = "Wrong.",
                }
            ),
            await RequestAsync(fellow, "requestDeletion", new { output = id, message = "Away." }),
            await RequestAsync(
                fellow,
                "claimAuthorship",
                new
                {
                    output = id,
                    position = 0,
                    evidence = "It is me.",
                }
            ),
            .. role == Role.Admin ? new[] { inclusion } : [],
        ];
        var said = await PostAsync(fellow.Token, requests[0]);
        var (uphold, outcome, reason) = (true, "As I said.", "For a reason.");
        (string, object)[] deeds =
        [
            ("changeCollaborator", new { id = place, role = "ADMIN" }),
            ("removeCollaborator", new { id = place }),
            (
                "inviteCollaborator",
                new
                {
                    id,
                    email = "newer-somebody@ministry.example",
                    role = "ADMIN",
                }
            ),
            ("withdrawOutput", new { id, reason }),
            ("retractOutput", new { id, reason }),
            ("hideComment", new { id = comment, reason }),
            ("deleteComment", new { id = comment }),
            ("hideComment", new { id = said, reason }),
            ("decideCommentReport", new { id = report, uphold }),
            .. requests.SelectMany(one =>
                new (string, object)[] { ("acceptRequest", new { id = one, outcome }), ("declineRequest", new { id = one, outcome }) }
            ),
            .. role == Role.Admin ? new (string, object)[] { ("removeFromCommunity", new { output = id, community }) } : [],
        ];

        var problems = await ProblemsAsync(curator.Token, deeds);

        Assert.Equal(
            [
                "NOT_FOUND input.id",
                "NOT_FOUND input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "FORBIDDEN input.id",
                "NOT_FOUND input.id",
                .. Enumerable.Repeat("FORBIDDEN input.id", 2 * requests.Length),
                .. role == Role.Admin ? new[] { "FORBIDDEN input.community" } : [],
            ],
            problems
        );
        Assert.Equal(
            "EDIT PUBLISHED true 0 1",
            await hub.Database.ScalarAsync<string>(
                $"""
                select concat_ws(' ', (select string_agg(role, ',') from output_collaborators where work_id = o.id), o.state,
                  (select bool_and(hidden_at is null and deleted_at is null)::text from comments where id in ({Reviewing.Key(
                    comment
                )}, {Reviewing.Key(said)})),
                  (select count(*) from requests where topic_id = o.id and status <> 'SUBMITTED' and kind <> 'COMMUNITY_INCLUSION'),
                  (select count(*) from community_outputs where output_id = o.id))
                from research_outputs o where o.id = {Reviewing.Key(id)}
                """,
                Cancel
            )
        );
        Assert.Equal(
            "COMMENT",
            string.Join(
                ' ',
                (await hub.DataAsAsync(curator.Token, "query ($id: ID!) { request(id: $id) { actions } }", new { id = requests[0] }))
                    .GetProperty("request")
                    .GetProperty("actions")
                    .EnumerateArray()
            )
        );

        await hub.DecideAsync(editor, newer, "PENDING_REVISIONS");
        await hub.DoneAsync(curator.Token, "acceptRequest", new { id = requests[0], outcome });
        await hub.DoneAsync(curator.Token, "hideComment", new { id = comment, reason });
        await hub.DoneAsync(curator.Token, "withdrawOutput", new { id, reason });
    }

    [Theory]
    [InlineData("is named in it")]
    [InlineData("reviews it without knowing whose it is")]
    public async Task A_curator_does_not_decide_on_a_report_that_is_out_of_their_sight_because_of_their_part_in_it(string how)
    {
        var key = how.Split(' ')[0];
        var (author, second) = (
            await hub.PersonAsync($"Sightauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Sightsecond{key}", Role.Researcher)
        );
        var (third, editor) = (
            await hub.PersonAsync($"Sightthird{key}", Role.Researcher),
            await hub.TokenAsync($"sight-editor-{key}", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        string subject;
        if (key == "is")
        {
            await hub.Database.ExecuteAsync(
                $"""
                insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
                values ({Reviewing.Key(id)}, 1, {second.ResearcherId}, 'Second', array[]::text[])
                """,
                Cancel
            );
            subject = await hub.InviteAsync(editor, id, third, "OPEN");
            await hub.AgreeAsync(third);
            await hub.SubmitAsync(third, subject);
            await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        }
        else
        {
            subject = id;
            await hub.InviteAsync(editor, id, second, "DOUBLE_ANONYMOUS");
            await hub.AgreeAsync(second);
        }
        var comment = await PostAsync(author.Token, subject);
        var report = await ReportAsync(editor, comment);
        var curator = await hub.TokenAsync(second.Email.Split('@')[0], Role.Curator);

        var refused = await hub.RunAsync(curator, "decideCommentReport", new { id = report, uphold = true });

        Assert.Equal(["NOT_FOUND input.id"], refused.Problems());
        Assert.Equal(
            "true true",
            await hub.Database.ScalarAsync<string>(
                $"""
                select (c.hidden_at is null)::text || ' ' || (r.decided_at is null)::text
                from comments c join comment_reports r on r.comment_id = c.id where c.id = {Reviewing.Key(comment)}
                """,
                Cancel
            )
        );
        await hub.DoneAsync(editor, "decideCommentReport", new { id = report, uphold = true });
    }

    [Theory]
    [InlineData("is asked to review")]
    [InlineData("has a conflict of interest")]
    [InlineData("works on it")]
    public async Task Who_asked_for_a_review_and_is_not_the_editor_any_more_does_not_take_it_back(string how)
    {
        var key = how.Split(' ')[0];
        var (author, first) = (
            await hub.PersonAsync($"Backauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Backfirst{key}", Role.Curator)
        );
        var (third, editor) = (
            await hub.PersonAsync($"Backthird{key}", Role.Researcher),
            await hub.TokenAsync($"back-editor-{key}", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(first.Token, id, third, "ANONYMOUS");
        var request = await hub.Database.ScalarAsync<long>($"select id from requests where receiver_id = {third.UserId}", Cancel);
        if (how == "works on it")
        {
            await hub.JoinAsync(author.Token, id, first.Token, first.Email, "READ");
        }
        else
        {
            var own = await hub.InviteAsync(editor, id, first, "ANONYMOUS");
            if (how.StartsWith("has", StringComparison.Ordinal))
            {
                await hub.AgreeAsync(first);
                await hub.DeclareConflictAsync(first, own);
            }
        }

        var refused = await hub.RunAsync(first.Token, "cancelRequest", new { id = NodeId.Encode("Request", request) });

        Assert.Equal(["FORBIDDEN input.id"], refused.Problems());
        Assert.Equal(
            "SUBMITTED INVITED",
            await hub.Database.ScalarAsync<string>(
                $"select r.status || ' ' || v.status from requests r join reviews v on v.id = r.topic_id where r.id = {request}",
                Cancel
            )
        );
        await hub.AgreeAsync(third);
    }

    [Theory]
    [InlineData("owns it")]
    [InlineData("works on it")]
    [InlineData("is named in it")]
    [InlineData("reviews it")]
    public async Task An_administrator_with_a_part_in_a_work_finds_no_invitation_to_review_it(string how)
    {
        var key = how.Replace(" ", "", StringComparison.Ordinal);
        var admin = await hub.PersonAsync($"Admin{key}", Role.Admin);
        var (author, reviewer) = (
            how == "owns it" ? admin : await hub.PersonAsync($"Author{key}", Role.Researcher),
            await hub.PersonAsync($"Reviewer{key}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"editor-{key}", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        var request = NodeId.Encode(
            "Request",
            await hub.Database.ScalarAsync<long>($"select max(id) from requests where receiver_id = {reviewer.UserId}", Cancel)
        );
        var query = $"{{ request(id: \"{request}\") {{ id }} node(id: \"{request}\") {{ id }} }}";
        if (how != "owns it")
        {
            Assert.Contains(request, (await hub.DataAsAsync(admin.Token, query)).GetRawText(), StringComparison.Ordinal);
        }
        await hub.Database.ExecuteAsync(
            how switch
            {
                "works on it" => $"""
                insert into output_collaborators (id, work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at)
                values (nextval('node_ids'), {Reviewing.Key(id)}, {admin.UserId}, 'READ', false, now(), now(), now())
                """,
                "is named in it" => $"update contributions set researcher_id = {admin.ResearcherId} where output_id = {Reviewing.Key(id)}",
                _ => "select 1",
            },
            Cancel
        );
        if (how == "reviews it")
        {
            await hub.InviteAsync(editor, id, admin, "ANONYMOUS");
        }

        var seen = (await hub.DataAsAsync(admin.Token, query)).GetRawText();
        var refused = await hub.RunAsync(admin.Token, "cancelRequest", new { id = request });

        Assert.Equal("""{"request":null,"node":null}""", seen);
        Assert.Equal(["NOT_FOUND input.id"], refused.Problems());
        Assert.Contains(request, (await hub.DataAsAsync(reviewer.Token, query)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            "SUBMITTED",
            await hub.Database.ScalarAsync<string>($"select status from requests where id = {Reviewing.Key(request)}", Cancel)
        );
    }

    [Fact]
    public async Task Authors_do_not_choose_who_decides_or_reviews_by_inviting_them_to_work_on_it()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Vetoingauthor", Role.Researcher),
            await hub.PersonAsync("Vetoedreviewer", Role.Researcher)
        );
        var editor = await hub.PersonAsync("Vetoededitor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor.Token);
        foreach (var one in new[] { editor, reviewer })
        {
            await hub.Database.ExecuteAsync(
                $"""
                insert into output_collaborators (id, work_id, user_id, role, is_bibliographic, invited_at, expires_at)
                values (nextval('node_ids'), {Reviewing.Key(id)}, {one.UserId}, 'READ', false, now(), now() + interval '9 days')
                """,
                Cancel
            );
        }

        await hub.InviteAsync(editor.Token, id, reviewer, "OPEN");
        await hub.AgreeAsync(reviewer);

        Assert.Equal(
            "REVIEWING",
            await hub.Database.ScalarAsync<string>($"select status from reviews where reviewer_id = {reviewer.UserId}", Cancel)
        );
    }

    [Fact]
    public async Task Who_is_named_in_an_earlier_version_neither_reviews_nor_edits_the_next()
    {
        var (author, named) = (
            await hub.PersonAsync("Earlierauthor", Role.Researcher),
            await hub.PersonAsync("Earliernamed", Role.Curator)
        );
        var (third, editor) = (
            await hub.PersonAsync("Earlierthird", Role.Researcher),
            await hub.TokenAsync("earlier-editor", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        await hub.Database.ExecuteAsync(
            $"""
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
            values ({Reviewing.Key(id)}, 1, {named.ResearcherId}, 'Named', array[]::text[])
            """,
            Cancel
        );
        await hub.DoneAsync(editor, "acceptOutput", new { id });
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var newer = await NextAsync(
            author,
            editor,
            id,
            new { contributors = new[] { new { researcher = NodeId.Encode("Researcher", author.ResearcherId) } } }
        );
        await hub.InviteAsync(editor, newer, third, "ANONYMOUS");
        object invitation = new
        {
            id = newer,
            email = named.Email,
            method = "OPEN",
            dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
        };
        object decision = new
        {
            id = newer,
            decision = "ACCEPT",
            text = "It is mine.",
        };

        Assert.Equal(["INVALID input.email"], (await hub.RunAsync(editor, "inviteReviewer", invitation)).Problems());
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(named.Token, "decideReview", decision)).Problems());
        Assert.Equal(
            """{"reviews":{"nodes":[]},"reviewRounds":{"nodes":[]}}""",
            (await hub.SeenAsync(named.Token, newer, "reviews { nodes { id } } reviewRounds { nodes { number } }")).GetRawText()
        );
        Assert.Equal(
            "IN_REVIEW 1",
            await hub.Database.ScalarAsync<string>(
                $"select o.state || ' ' || (select count(*) from reviews v where v.output_id = o.id) from research_outputs o where o.id = {Reviewing.Key(newer)}",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("has a conflict of interest")]
    [InlineData("stepped down")]
    public async Task Who_declined_does_not_read_what_was_decided(string how)
    {
        var key = how.Split(' ')[0];
        var (author, declining) = (
            await hub.PersonAsync($"Tellauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Telldeclining{key}", Role.Researcher)
        );
        var (staying, editor) = (
            await hub.PersonAsync($"Tellstaying{key}", Role.Researcher),
            await hub.TokenAsync($"tell-editor-{key}", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        var (own, other) = (
            await hub.InviteAsync(editor, id, declining, "ANONYMOUS"),
            await hub.InviteAsync(editor, id, staying, "ANONYMOUS")
        );
        await hub.AgreeAsync(declining);
        await hub.AgreeAsync(staying);
        await (
            key == "has"
                ? hub.DeclareConflictAsync(declining, own)
                : hub.DoneAsync(declining.Token, "declineReview", new { id = own, reason = "No time." })
        );
        await hub.SubmitAsync(staying, other);

        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");

        Assert.Equal("""{"decision":null,"decisionText":null,"decidedAt":null}""", await DecisionAsync(declining, own));
        Assert.StartsWith(
            """{"decision":"PENDING_REVISIONS","decisionText":"See the reviews.","decidedAt":"2""",
            await DecisionAsync(staying, other),
            StringComparison.Ordinal
        );
    }

    private async Task<string> DecisionAsync(Person reviewer, string review) =>
        (
            await hub.DataAsAsync(
                reviewer.Token,
                "query ($review: ID!) { node(id: $review) { ... on Review { round { decision decisionText decidedAt } } } }",
                new { review }
            )
        )
            .GetProperty("node")
            .GetProperty("round")
            .GetRawText();

    /// <summary>Whether the community has the output, what happened to the comment and its report, and to the request.</summary>
    private Task<string?> StateAsync(string id, string comment, string request) =>
        hub.Database.ScalarAsync<string>(
            $"""
            select concat_ws(' ',
              (select count(*) from community_outputs i join communities c on c.id = i.community_id
               where i.output_id = {Reviewing.Key(id)} and c.name = 'Has it'),
              (select (hidden_at is not null)::int + (locked_at is not null)::int from comments where id = {Reviewing.Key(comment)}),
              r.status, (select count(*) from request_reviewers w where w.request_id = r.id))
            from requests r where r.id = {Reviewing.Key(request)}
            """,
            Cancel
        );

    private async Task<string[]> ProblemsAsync(string token, params (string Mutation, object Input)[] deeds)
    {
        var problems = new List<string>();
        foreach (var (mutation, input) in deeds)
        {
            problems.Add(string.Join(", ", (await hub.RunAsync(token, mutation, input)).Problems()));
        }
        return [.. problems];
    }

    /// <summary>The next version, in review.</summary>
    private async Task<string> NextAsync(Person author, string editor, string id, object? revised = null)
    {
        var made = await hub.DoneAsync(author.Token, "createVersion", new { id }, "output { id }");
        var next = made.GetProperty("output").GetProperty("id").GetString()!;
        if (revised is not null)
        {
            var input = JsonSerializer.SerializeToNode(revised)!.AsObject();
            (input["id"], input["expectedRevision"]) = (next, 1);
            await hub.DoneAsync(author.Token, "reviseStudy", input);
        }
        await hub.DoneAsync(author.Token, "submitOutput", new { id = next });
        await hub.DoneAsync(editor, "startReview", new { id = next });
        return next;
    }

    private async Task<string> PostAsync(string token, string subject) =>
        Reviewing.IdOf(await hub.DoneAsync(token, "postComment", new { subject, body = "A remark." }, "comment { id }"), "comment");

    private async Task<string> ReportAsync(string token, string comment) =>
        Reviewing.IdOf(await hub.DoneAsync(token, "reportComment", new { id = comment, reason = "Rude." }, "report { id }"), "report");

    private async Task<string> RequestAsync(Person by, string mutation, object input) =>
        Reviewing.IdOf(await hub.DoneAsync(by.Token, mutation, input, "request { id }"), "request");

    private Task<string> AskAsync(Person author, string output, string community) =>
        RequestAsync(author, "requestInclusion", new { output, community });
}
