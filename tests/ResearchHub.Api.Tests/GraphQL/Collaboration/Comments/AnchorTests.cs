using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Comments are anchored to every text of a record that their readers read, and to no other.</summary>
public sealed class AnchorTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_review_says_to_authors_is_anchored_to_once_it_is_decided_and_nothing_that_is_confidential()
    {
        var (author, reviewer) = (await hub.PersonAsync("Anchora", Role.Researcher), await hub.PersonAsync("Anchorr", Role.Researcher));
        var editor = await hub.TokenAsync("anchor-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var keys = await QuestionsAsync(editor, id);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.DoneAsync(
            reviewer.Token,
            "submitReview",
            new
            {
                id = review,
                originality = 4,
                methods = 3,
                evidence = 5,
                relevance = 4,
                commentsToAuthor = "Say how the sample was drawn.",
                commentsToEditor = "Between us: weak.",
                recommendation = "PENDING_REVISIONS",
                mayPublish = false,
                answers = new[]
                {
                    new { question = keys[0], text = "The sample is small." },
                    new { question = keys[1], text = "I doubt the numbers." },
                },
            }
        );
        var early = await TryAsync(editor, review, "COMMENTS_TO_AUTHOR", "the sample");
        await hub.DecideAsync(editor, id, "ACCEPT");

        Assert.Equal(["FORBIDDEN input.subject"], early);
        Assert.Empty(await TryAsync(author.Token, review, "COMMENTS_TO_AUTHOR", "the sample"));
        Assert.Empty(await TryAsync(reviewer.Token, review, "ANSWER", "small", keys[0]));
        var before = await CountAsync(review);
        foreach (var token in new[] { author.Token, reviewer.Token, editor })
        {
            // What authors may not read is no text, whether the words stand in it or not.
            Assert.Equal(["INVALID input.anchor.exact"], await TryAsync(token, review, "COMMENTS_TO_AUTHOR", "Between us"));
            foreach (var words in new[] { "I doubt", "nowhere" })
            {
                Assert.Equal(["INVALID input.anchor.field"], await TryAsync(token, review, "ANSWER", words, keys[1]));
                Assert.Equal(["INVALID input.anchor.field"], await TryAsync(token, review, "ANSWER", words, "no-such-key"));
                Assert.Equal(["INVALID input.anchor.field"], await TryAsync(token, review, "ABSTRACT", words));
            }
            Assert.Equal(
                ["INVALID input.anchor.language"],
                await TryAsync(token, review, "COMMENTS_TO_AUTHOR", "the sample", language: "en")
            );
        }
        Assert.Equal(before, await CountAsync(review));
        Assert.Equal(
            $$"""[{"field":"COMMENTS_TO_AUTHOR","part":null,"language":"und","exact":"the sample","isOrphaned":false,"start":8},{"field":"ANSWER","part":"{{keys[0]}}","language":"und","exact":"small","isOrphaned":false,"start":14}]""",
            await AnchorsAsync(author.Token, review)
        );
    }

    [Fact]
    public async Task Texts_of_a_request_are_anchored_to_by_its_parties()
    {
        var ((ana, _), (stranger, _)) = (await hub.MemberAsync("an-ana"), await hub.MemberAsync("an-stranger"));
        var (curator, _) = await hub.MemberAsync("an-curator", Role.Curator);
        var made = await hub.DoneAsync(
            ana,
            "requestCorrection",
            new
            {
                output = NodeId.Encode("Study", 101),
                field = "TITLE",
                message = "A word is missing.",
                proposed = "Remittances in all of Serbia",
            },
            "request { id }"
        );
        var request = made.GetProperty("request").GetProperty("id").GetString()!;

        Assert.Empty(await TryAsync(curator, request, "MESSAGE", "word"));
        Assert.Empty(await TryAsync(ana, request, "PROPOSED", "all of"));
        Assert.Equal(["INVALID input.anchor.field"], await TryAsync(ana, request, "OUTCOME", "Done"));
        Assert.Equal(["NOT_FOUND input.subject"], await TryAsync(stranger, request, "MESSAGE", "word"));
        await hub.DoneAsync(curator, "acceptRequest", new { id = request, outcome = "Done in version 2." });
        Assert.Empty(await TryAsync(ana, request, "OUTCOME", "version 2"));
        Assert.Equal(3, await CountAsync(request));
    }

    [Fact]
    public async Task Anchors_follow_what_a_list_says_of_itself_and_of_its_items()
    {
        var (owner, _) = await hub.MemberAsync("an-owner");
        var listed = await hub.DoneAsync(
            owner,
            "createReadingList",
            new
            {
                title = "Returns",
                description = "Studies on returns to Serbia.",
                visibility = "PUBLIC",
            },
            "readingList { id }"
        );
        var list = listed.GetProperty("readingList").GetProperty("id").GetString()!;
        var (first, second) = (await AddAsync(owner, list, 101, "Read the tables."), await AddAsync(owner, list, 102, "Read the annex."));
        var (reader, _) = await hub.MemberAsync("an-reader");

        Assert.Empty(await TryAsync(reader, list, "DESCRIPTION", "returns to Serbia"));
        Assert.Empty(await TryAsync(reader, list, "NOTE", "tables", first));
        Assert.Empty(await TryAsync(reader, list, "NOTE", "annex", second));
        foreach (var part in new[] { null, "1", "x", NodeId.Encode("ReadingList", NodeId.KeyOf(first, "ReadingListItem")!.Value) })
        {
            Assert.Equal(["INVALID input.anchor.field"], await TryAsync(reader, list, "NOTE", "tables", part));
        }
        Assert.Equal(["INVALID input.anchor.field"], await TryAsync(reader, list, "TITLE", "Returns", "99999999999999999999"));
        await hub.DoneAsync(owner, "updateReadingList", new { id = list, description = "Here: studies on the returns to Serbia." });
        await hub.DoneAsync(owner, "updateReadingListItem", new { id = first, note = "First read all tables." });
        await hub.DoneAsync(owner, "removeFromReadingList", new { id = second });

        Assert.Equal(
            $$"""[{"field":"DESCRIPTION","part":null,"language":"und","exact":"returns to Serbia","isOrphaned":false,"start":21},{"field":"NOTE","part":"{{first}}","language":"und","exact":"tables","isOrphaned":false,"start":15},{"field":"NOTE","part":"{{second}}","language":"und","exact":"annex","isOrphaned":true,"start":null}]""",
            await AnchorsAsync(reader, list)
        );
    }

    [Fact]
    public async Task Communities_and_calls_have_texts_too()
    {
        var owner = await hub.TokenAsync("an-opener", Role.Researcher);
        object[] Texts(string text) => [new { language = "en", text }];
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                kind = "NETWORK",
                names = Texts("A network of towns"),
                descriptions = Texts("Who comes, who goes."),
            },
            "community { id }"
        );
        var community = made.GetProperty("community").GetProperty("id").GetString()!;
        var opened = await hub.DoneAsync(
            owner,
            "openCollaborationCall",
            new
            {
                title = "Co-authors wanted",
                description = "For a survey of returnees.",
                seeks = "COLLABORATION",
                deadline = hub.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null),
            },
            "call { id }"
        );
        var call = opened.GetProperty("call").GetProperty("id").GetString()!;

        Assert.Empty(await TryAsync(owner, community, "NAME", "towns", language: "en"));
        Assert.Empty(await TryAsync(owner, community, "DESCRIPTION", "who goes", language: "en"));
        Assert.Empty(await TryAsync(owner, call, "DESCRIPTION", "returnees"));
        Assert.Empty(await TryAsync(owner, call, "TITLE", "wanted"));
    }

    private async Task<string[]> QuestionsAsync(string editor, string id)
    {
        object Question(string text, bool isForAuthors) =>
            new
            {
                kind = "TEXT",
                texts = new[] { new { language = "en", text } },
                isForAuthors,
            };
        await hub.DoneAsync(
            editor,
            "setReviewQuestions",
            new { id, questions = new[] { Question("How large is it?", true), Question("Is it true?", false) } }
        );
        var keys = await hub.Database.ScalarAsync<string?>(
            $"select string_agg(q->>'key', ' ' order by n) from review_rounds r cross join jsonb_array_elements(r.questions) with ordinality x(q, n) where r.output_id = {NodeId.KeyOf(id, "Study")}",
            Cancel
        );
        return keys!.Split(' ');
    }

    private async Task<string> AddAsync(string token, string list, long study, string note)
    {
        var added = await hub.DoneAsync(
            token,
            "addToReadingList",
            new
            {
                id = list,
                output = NodeId.Encode("Study", study),
                note,
            },
            "item { id }"
        );
        return added.GetProperty("item").GetProperty("id").GetString()!;
    }

    /// <summary>Writes a comment with an anchor; gives the problems.</summary>
    private async Task<string[]> TryAsync(
        string token,
        string subject,
        string field,
        string exact,
        string? part = null,
        string? language = null
    )
    {
        var anchor = new Dictionary<string, string> { ["field"] = field, ["exact"] = exact };
        if (part is not null)
        {
            anchor["part"] = part;
        }
        if (language is not null)
        {
            anchor["language"] = language;
        }
        return (
            await hub.RunAsync(
                token,
                "postComment",
                new
                {
                    subject,
                    body = "Here",
                    anchor,
                }
            )
        ).Problems();
    }

    private async Task<string> AnchorsAsync(string token, string subject)
    {
        var data = await hub.DataAsAsync(
            token,
            "query ($s: ID!) { comments(subjectId: $s) { nodes { anchor { field part language exact isOrphaned start } } } }",
            new { s = subject }
        );
        var anchors = data.GetProperty("comments").GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("anchor"));
        return $"[{string.Join(',', anchors.Select(one => one.GetRawText()))}]";
    }

    private Task<long> CountAsync(string subject) =>
        hub.Database.ScalarAsync<long>(
            $"select count(*) from comments where subject_id = {(NodeId.TryDecode(subject, out _, out var key) ? key : 0)}",
            Cancel
        );
}
