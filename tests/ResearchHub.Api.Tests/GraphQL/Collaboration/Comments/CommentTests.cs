using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>People talk about records.</summary>
public sealed class CommentTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Shown =
        "comment { id body html isDeleted isHidden hiddenReason editedAt resolvedAt author { name } mentions { name } }";
    private static readonly string Study = NodeId.Encode("Study", 101);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thread_is_read_by_everybody_from_both_ends_and_below_the_record()
    {
        var (ana, _) = await hub.MemberAsync("c-thread");
        var subject = await OwnStudyAsync(3001);
        var first = await PostAsync(ana, subject, "One");
        await PostAsync(ana, subject, "Two");
        await PostAsync(ana, subject, "Three");
        await PostAsync(ana, subject, "An answer", first);
        await PostAsync(ana, subject, "Another", first);

        const string query =
            "query ($s: ID!) { comments(subjectId: $s, first: 2) { totalCount pageInfo { hasNextPage } nodes { body replies { totalCount nodes { body } } } } last: comments(subjectId: $s, last: 1) { nodes { body } } new: comments(subjectId: $s, newestFirst: true, first: 1) { nodes { body } } node(id: $s) { ... on Study { comments(first: 1) { totalCount nodes { body replies(last: 1) { nodes { body } } } } } } }";
        var data = await hub.DataAsync(query, new { s = subject });

        Assert.Equal(
            """{"comments":{"totalCount":3,"pageInfo":{"hasNextPage":true},"nodes":[{"body":"One","replies":{"totalCount":2,"nodes":[{"body":"An answer"},{"body":"Another"}]}},{"body":"Two","replies":{"totalCount":0,"nodes":[]}}]},"last":{"nodes":[{"body":"Three"}]},"new":{"nodes":[{"body":"Three"}]},"node":{"comments":{"totalCount":3,"nodes":[{"body":"One","replies":{"nodes":[{"body":"Another"}]}}]}}}""",
            data.GetRawText()
        );
    }

    [Fact]
    public async Task What_one_may_not_see_has_no_comments_and_takes_none()
    {
        var (ana, _) = await hub.MemberAsync("c-stranger");
        var (curator, _) = await hub.MemberAsync("c-inside", Role.Curator);
        var draft = NodeId.Encode("Study", 104);
        var comment = await PostAsync(curator, draft, "Between us");

        const string query = "query ($s: ID!, $c: ID!) { comments(subjectId: $s) { totalCount } node(id: $c) { id } }";
        Assert.Equal("""{"comments":null,"node":null}""", (await hub.DataAsAsync(ana, query, new { s = draft, c = comment })).GetRawText());
        Assert.Equal(["NOT_FOUND input.subject"], (await hub.RunAsync(ana, "postComment", new { subject = draft, body = "x" })).Problems());
        foreach (var mutation in new[] { "deleteComment", "resolveComment", "unhideComment" })
        {
            Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, mutation, new { id = comment })).Problems());
        }
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, "reportComment", new { id = comment, reason = "x" })).Problems());
        Assert.Equal(
            ["FORBIDDEN input.subject"],
            (await hub.RunAsync(ana, "postComment", new { subject = NodeId.Encode("Researcher", 31), body = "x" })).Problems()
        );
        await using var stream = await EventStream.OpenAsync(
            hub.Http,
            ana,
            "subscription ($s: ID!) { commentPosted(subjectId: $s) { cursor } }",
            new { s = draft }
        );
        Assert.Contains("NOT_FOUND", await stream.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_mentioned_answered_and_following_are_each_told_once()
    {
        var (ana, anaUser) = await hub.MemberAsync("c-told-ana");
        var (marko, markoUser) = await hub.MemberAsync("c-told-marko");
        var (follower, _) = await hub.MemberAsync("c-told-follower");
        await hub.Database.ExecuteAsync($"update users set researcher_id = 32 where id = {markoUser}", Cancel);
        var subject = await OwnStudyAsync(3101);
        await hub.DoneAsync(follower, "follow", new { subject });
        await hub.DoneAsync(marko, "follow", new { subject });
        await using var atAna = await hub.ListenAsync(ana);
        await using var atMarko = await hub.ListenAsync(marko);
        await using var atFollower = await hub.ListenAsync(follower);

        var first = await PostAsync(ana, subject, $"What do you think, @guy-abel and @nobody? [me](node:{NodeId.Encode("User", anaUser)})");
        var answer = await PostAsync(marko, subject, "I agree, @guy-abel.", first);

        Assert.Equal($"MENTIONED {Name(subject)} {Name(first)}", (await atMarko.NextAsync()).Line());
        Assert.Equal($"REPLIED {Name(subject)} {Name(answer)}", (await atAna.NextAsync()).Line());
        Assert.Equal($"COMMENTED {Name(subject)} {Name(first)}", (await atFollower.NextAsync()).Line());
        Assert.Equal($"COMMENTED {Name(subject)} {Name(answer)}", (await atFollower.NextAsync()).Line());
        var counts = await hub.Database.ScalarAsync<string>(
            $"select string_agg(n::text, ' ' order by n) from (select count(*) n from notifications where topic_id = 3101 group by user_id) x",
            Cancel
        );
        Assert.Equal("1 1 2", counts);
    }

    [Fact]
    public async Task Authors_change_their_words_for_a_while()
    {
        var (ana, _) = await hub.MemberAsync("c-edit");
        var (other, _) = await hub.MemberAsync("c-edit-other");
        var id = await PostAsync(ana, Study, "Frist");

        var edited = (await hub.DoneAsync(ana, "editComment", new { id, body = "First" }, Shown)).GetProperty("comment");
        var stranger = await hub.RunAsync(other, "editComment", new { id, body = "Mine" });
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        var late = await hub.RunAsync(ana, "editComment", new { id, body = "Second" });

        Assert.Equal("First", edited.GetProperty("body").GetString());
        Assert.Equal(JsonValueKind.String, edited.GetProperty("editedAt").ValueKind);
        Assert.Equal(["FORBIDDEN input.id"], stranger.Problems());
        Assert.Equal(["FORBIDDEN input.id"], late.Problems());
        Assert.Equal("First", await hub.Database.ScalarAsync<string>($"select body from comments where id = {Key(id)}", Cancel));
    }

    [Fact]
    public async Task A_deleted_comment_leaves_its_place_and_its_answers()
    {
        var (ana, _) = await hub.MemberAsync("c-delete");
        var (other, _) = await hub.MemberAsync("c-delete-other");
        var subject = await OwnStudyAsync(3201);
        var id = await PostAsync(ana, subject, "Regretted @ana-petrovic");
        await PostAsync(other, subject, "Noted", id);

        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(other, "deleteComment", new { id })).Problems());
        await hub.DoneAsync(ana, "deleteComment", new { id });
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, "deleteComment", new { id })).Problems());
        Assert.Equal(
            ["NOT_FOUND input.parent"],
            (
                await hub.RunAsync(
                    other,
                    "postComment",
                    new
                    {
                        subject,
                        parent = id,
                        body = "x",
                    }
                )
            ).Problems()
        );

        var left = await hub.DataAsync(
            "query ($s: ID!) { comments(subjectId: $s) { nodes { body html isDeleted author { name } mentions { name } replies { nodes { body } } } } }",
            new { s = subject }
        );
        Assert.Equal(
            """{"comments":{"nodes":[{"body":null,"html":null,"isDeleted":true,"author":null,"mentions":[],"replies":{"nodes":[{"body":"Noted"}]}}]}}""",
            left.GetRawText()
        );
    }

    [Fact]
    public async Task A_hidden_comment_is_read_by_its_author_and_moderators_alone()
    {
        var (owner, ownerUser) = await hub.MemberAsync("c-owner");
        var (ana, _) = await hub.MemberAsync("c-rude");
        var (reporter, _) = await hub.MemberAsync("c-reporter");
        var (curator, _) = await hub.MemberAsync("c-curator", Role.Curator);
        var subject = await OwnStudyAsync(3301, ownerUser);
        var (rude, worse) = (await PostAsync(ana, subject, "Rude"), await PostAsync(ana, subject, "Worse"));

        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(ana, "hideComment", new { id = worse, reason = "x" })).Problems());
        Assert.Equal(["INVALID input.reason"], (await hub.RunAsync(owner, "hideComment", new { id = worse, reason = " " })).Problems());
        await hub.DoneAsync(owner, "hideComment", new { id = worse, reason = "Off topic." });
        await hub.DoneAsync(reporter, "reportComment", new { id = rude, reason = "Rude." });
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(reporter, "reportComment", new { id = rude, reason = "Rude." })).Problems());
        var queue = await hub.DataAsAsync(curator, "{ commentReports { nodes { id reason reporter { name } comment { body } } } }");
        var report = Assert.Single(queue.GetProperty("commentReports").GetProperty("nodes").EnumerateArray());
        await hub.DoneAsync(curator, "decideCommentReport", new { id = report.GetProperty("id").GetString(), uphold = true });

        const string query = "query ($s: ID!) { comments(subjectId: $s) { nodes { body isHidden hiddenReason } } }";
        const string hidden =
            """[{"body":null,"isHidden":true,"hiddenReason":"Rude."},{"body":null,"isHidden":true,"hiddenReason":"Off topic."}]""";
        const string read =
            """[{"body":"Rude","isHidden":true,"hiddenReason":"Rude."},{"body":"Worse","isHidden":true,"hiddenReason":"Off topic."}]""";
        foreach (var (token, expected) in new[] { (reporter, hidden), (ana, read), (owner, read), (curator, read) })
        {
            var data = await hub.DataAsAsync(token, query, new { s = subject });
            Assert.Equal(expected, data.GetProperty("comments").GetProperty("nodes").GetRawText());
        }
        Assert.Equal(
            """{"commentReports":{"nodes":[]}}""",
            (await hub.DataAsAsync(curator, "{ commentReports { nodes { id } } }")).GetRawText()
        );
        await hub.DoneAsync(owner, "unhideComment", new { id = worse });
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(reporter, "reportComment", new { id = rude, reason = "x" })).Problems());
    }

    [Fact]
    public async Task A_thread_is_resolved_once_even_by_two_at_once_and_reopened()
    {
        var (ana, _) = await hub.MemberAsync("c-resolve");
        var id = await PostAsync(ana, Study, "A question");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.RunAsync(ana, "resolveComment", new { id }, Shown)));

        Assert.Equal(1, answers.Count(answer => answer.Problems().Length == 0));
        Assert.All(answers.Where(answer => answer.Problems().Length > 0), answer => Assert.Equal(["INVALID input.id"], answer.Problems()));
        var open = (await hub.DoneAsync(ana, "reopenComment", new { id }, Shown)).GetProperty("comment");
        Assert.Equal(JsonValueKind.Null, open.GetProperty("resolvedAt").ValueKind);
    }

    [Fact]
    public async Task All_problems_are_told_and_nothing_is_written()
    {
        var (ana, user) = await hub.MemberAsync("c-invalid");
        var elsewhere = await PostAsync(ana, NodeId.Encode("Study", 102), "Elsewhere");

        var payload = await hub.RunAsync(
            ana,
            "postComment",
            new
            {
                subject = Study,
                body = " \u202E ",
                anchor = new
                {
                    field = "ABSTRACT",
                    language = "en",
                    exact = "words that are not there",
                    prefix = new string('x', 101),
                    suffix = new string('x', 101),
                },
            }
        );

        Assert.Equal(
            ["INVALID input.body", "INVALID input.anchor.prefix", "INVALID input.anchor.suffix", "INVALID input.anchor.exact"],
            payload.Problems()
        );
        Assert.Equal(
            ["INVALID input.body"],
            (await hub.RunAsync(ana, "postComment", new { subject = Study, body = new string('x', 10_001) })).Problems()
        );
        Assert.Equal(
            ["INVALID input.body"],
            (await hub.RunAsync(ana, "postComment", new { subject = Study, body = new string('>', 9_000) + "x" })).Problems()
        );
        Assert.Equal(
            ["NOT_FOUND input.parent"],
            (
                await hub.RunAsync(
                    ana,
                    "postComment",
                    new
                    {
                        subject = Study,
                        body = "x",
                        parent = elsewhere,
                    }
                )
            ).Problems()
        );
        Assert.Equal(1, await hub.Database.ScalarAsync<long>($"select count(*) from comments where author_id = {user}", Cancel));
    }

    [Fact]
    public async Task Nobody_writes_more_than_so_many_in_a_while_even_at_once()
    {
        var (ana, user) = await hub.MemberAsync("c-rate");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 34).Select(n => hub.RunAsync(ana, "postComment", new { subject = Study, body = $"{n}" }))
        );

        Assert.Equal(30, answers.Count(answer => answer.Problems().Length == 0));
        Assert.All(
            answers.Where(answer => answer.Problems().Length > 0),
            answer => Assert.Equal(["RATE_LIMITED input"], answer.Problems())
        );
        Assert.Equal(30, await hub.Database.ScalarAsync<long>($"select count(*) from comments where author_id = {user}", Cancel));
        hub.Clock.Advance(TimeSpan.FromMinutes(6));
        await PostAsync(ana, Study, "Later");
    }

    [Fact]
    public async Task An_anchor_follows_its_words_through_revisions_and_versions_or_says_that_they_are_gone()
    {
        var (owner, curator) = (
            await hub.TokenAsync("c-anchor-owner", Role.Researcher),
            await hub.TokenAsync("c-anchor-curator", Role.Curator)
        );
        var draft = (
            await hub.DoneAsync(
                owner,
                "createDataset",
                DescribeOutputsTests.Dataset("Transfers of migrants from 2010 to 2020"),
                "dataset { id }"
            )
        )
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;
        async Task<string> AnchorsAsync(string subject) =>
            (
                await hub.DataAsAsync(
                    curator,
                    "query ($s: ID!) { comments(subjectId: $s, allVersions: true) { nodes { anchor { isOrphaned start end } } } }",
                    new { s = subject }
                )
            )
                .GetProperty("comments")
                .GetProperty("nodes")
                .GetRawText();
        Task AnchoredAsync(string exact) =>
            hub.DoneAsync(
                curator,
                "postComment",
                new
                {
                    subject = draft,
                    body = "Here",
                    anchor = new
                    {
                        field = "TITLE",
                        language = "sr-Latn",
                        exact,
                    },
                }
            );
        async Task RetitleAsync(string id, string title)
        {
            var revision = await hub.Database.ScalarAsync<int>($"select revision from research_outputs where id = {Key(id)}", Cancel);
            await hub.DoneAsync(
                owner,
                "reviseDataset",
                new
                {
                    id,
                    expectedRevision = revision,
                    titles = DescribeOutputsTests.Titles(title),
                }
            );
        }
        await AnchoredAsync("Transfers of migrants");
        await AnchoredAsync("from 2010 to 2020");

        Assert.Equal(
            """[{"anchor":{"isOrphaned":false,"start":0,"end":21}},{"anchor":{"isOrphaned":false,"start":22,"end":39}}]""",
            await AnchorsAsync(draft)
        );
        await RetitleAsync(draft, "On the transfers of migrants, yearly");
        Assert.Equal(
            """[{"anchor":{"isOrphaned":false,"start":7,"end":28}},{"anchor":{"isOrphaned":true,"start":null,"end":null}}]""",
            await AnchorsAsync(draft)
        );
        await hub.PublishAsync(owner, curator, draft);
        var second = (await hub.DoneAsync(owner, "createVersion", new { id = draft }, "output { id }"))
            .GetProperty("output")
            .GetProperty("id")
            .GetString()!;
        await RetitleAsync(second, "Transfers of migrants");
        Assert.Equal(
            """[{"anchor":{"isOrphaned":false,"start":0,"end":21}},{"anchor":{"isOrphaned":true,"start":null,"end":null}}]""",
            await AnchorsAsync(second)
        );
    }

    [Fact]
    public async Task Comments_are_announced_also_to_listeners_of_another_server_and_replayed()
    {
        using var folder = new TestFolder();
        await using var another = await hub.StartAnotherAsync(TimeProvider.System, folder, Cancel);
        using var http = new HttpClient { BaseAddress = another.Address() };
        var (ana, _) = await hub.MemberAsync("c-live");
        var subject = await OwnStudyAsync(3401);
        const string query =
            "subscription ($s: ID!, $a: String) { commentPosted(subjectId: $s, after: $a) { cursor comment { body author { name } } } }";
        string? cursor;
        await using (var live = await EventStream.OpenAsync(http, null, query, new { s = subject, a = "0-0" }))
        {
            await PostAsync(ana, NodeId.Encode("Study", 102), "Elsewhere");
            await PostAsync(ana, subject, "Here");
            var received = await live.NextAsync();
            cursor = received.GetProperty("cursor").GetString();
            Assert.Equal("""{"body":"Here","author":{"name":"c-live"}}""", received.GetProperty("comment").GetRawText());
        }
        await PostAsync(ana, subject, "Meanwhile");

        await using var again = await EventStream.OpenAsync(http, null, query, new { s = subject, a = cursor });
        Assert.Equal("Meanwhile", (await again.NextAsync()).GetProperty("comment").GetProperty("body").GetString());
        await another.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_long_thread_costs_as_many_statements_as_a_short_one()
    {
        var (ana, user) = await hub.MemberAsync("c-many");
        var subject = await OwnStudyAsync(3501);
        await hub.Database.ExecuteAsync(
            $$"""
            insert into comments (subject_type, subject_id, author_id, body, created_at, anchor)
            select 'Study', 3501, {{user}}, 'Comment ' || n, now() + n * interval '1 second', '{"field":"Title","language":"en","exact":"Mine","prefix":"","suffix":""}'
            from generate_series(1, 100) n;
            insert into comments (subject_type, subject_id, parent_id, author_id, body, created_at)
            select 'Study', 3501, id, {{user}}, 'Answer', now() from comments where subject_id = 3501;
            insert into comment_mentions select id, {{user}} from comments where subject_id = 3501;
            """,
            Cancel
        );
        const string query =
            "query ($s: ID!, $n: Int) { comments(subjectId: $s, first: $n) { totalCount nodes { html author { name } subject { id } mentions { name } anchor { start } replies(first: 2) { totalCount nodes { html author { name } } } } } }";

        var (few, many) = (
            await hub.StatementsAsync(ana, query, new { s = subject, n = 2 }),
            await hub.StatementsAsync(ana, query, new { s = subject, n = 100 })
        );

        Assert.Equal(few, many);
    }

    private async Task<string> PostAsync(string token, string subject, string body, string? parent = null)
    {
        var payload = await hub.DoneAsync(
            token,
            "postComment",
            new
            {
                subject,
                body,
                parent,
            },
            "comment { id }"
        );
        return payload.GetProperty("comment").GetProperty("id").GetString()!;
    }

    /// <summary>A public study that no other test comments on.</summary>
    private async Task<string> OwnStudyAsync(int id, long? owner = null)
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type, owner_id)
            values ({{id}}, 'STUDY', 'c-{{id}}', 'PUBLISHED', 1, 'Mine', '[{"language":"en","text":"Mine"}]', '[]', '{en}',
              'OPEN', 'comments', '{{id}}', now(), now(), 'REPORT', {{(owner is { } one ? $"{one}" : "null")}})
            """,
            Cancel
        );
        return NodeId.Encode("Study", id);
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;

    private static string Name(string id) => NodeId.TryDecode(id, out var type, out var key) ? $"{type}:{key}" : id;
}
