using System.Text.Json;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Editors ask what they want to know; reviewers answer that.</summary>
public sealed class ReviewQuestionTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Round =
        "round { number questions { key kind texts { language text } options { number } steps isRequired isForAuthors } }";
    private const string Answers =
        "reviews { nodes { round { number questions { texts { text } } } answers { question { kind } text number isYes } } }";

    [Fact]
    public async Task Answers_are_read_by_those_they_are_meant_for_and_questions_stay_once_one_was_handed_in()
    {
        var (author, reviewer, editor, id) = await InReviewAsync("Ask");
        var keys = await AskAsync(editor, id);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        Assert.Equal(3, (await RoundsAsync(reviewer.Token))[0].GetProperty("questions").GetArrayLength());

        await hub.DoneAsync(reviewer.Token, "submitReview", Review(review, Good(keys), mayPublish: true));

        Assert.Equal(
            ["INVALID input.id"],
            (await hub.RunAsync(editor, "setReviewQuestions", new { id, questions = Array.Empty<object>() })).Problems()
        );
        const string asked = """[{"texts":[{"text":"How large is the sample?"},{"text":"Koliki je uzorak?"}]}""";
        const string open = """{"question":{"kind":"CHOICE"},"text":null,"number":2,"isYes":null}""";
        const string confidential = """{"question":{"kind":"SCALE"},"text":null,"number":4,"isYes":null}""";
        const string all = asked + """,{"texts":[{"text":"How new is it?"}]},{"texts":[{"text":"Did you know of it?"}]}]""";
        Assert.Equal(
            $$$"""{"reviews":{"nodes":[{"round":{"number":1,"questions":{{{all}}}},"answers":[{{{open}}},{{{confidential}}}]}]}}""",
            (await hub.SeenAsync(editor, id, Answers)).GetRawText()
        );
        await hub.DecideAsync(editor, id, "ACCEPT");
        Assert.Equal(
            $$$"""{"reviews":{"nodes":[{"round":{"number":1,"questions":{{{asked}}}]},"answers":[{{{open}}}]}]}}""",
            (await hub.SeenAsync(author.Token, id, Answers)).GetRawText()
        );
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var published = await hub.DoneAsync(editor, "publishReview", new { id = review }, "study { abstract }");
        Assert.Equal(
            "Say how the sample was drawn.\n\nHow large is the sample?\nLarge\n\nOriginality 4, methods 3, evidence 5, relevance for policy 4 of 5. Recommendation: PENDING_REVISIONS.",
            published.GetProperty("study").GetProperty("abstract").GetString()
        );
    }

    [Fact]
    public async Task Questions_are_read_before_anybody_is_asked_by_editors_and_by_authors_once_it_is_decided()
    {
        const string Rounds = "reviewRounds { nodes { number decision questions { texts { text } } } }";
        const string Asked = """{"texts":[{"text":"How large is the sample?"},{"text":"Koliki je uzorak?"}]}""";
        var (author, reviewer, editor, id) = await InReviewAsync("Before");
        var other = await hub.TokenAsync("before-other", Role.Curator);
        await AskAsync(editor, id);
        string All(string decision) =>
            $$$"""{"reviewRounds":{"nodes":[{"number":1,"decision":{{{decision}}},"questions":[{{{Asked}}},{"texts":[{"text":"How new is it?"}]},{"texts":[{"text":"Did you know of it?"}]}]}]}}""";

        Assert.Equal(All("null"), (await hub.SeenAsync(editor, id, Rounds)).GetRawText());
        Assert.Equal(All("null"), (await hub.SeenAsync(other, id, Rounds)).GetRawText());
        Assert.Equal("""{"reviewRounds":{"nodes":[]}}""", (await hub.SeenAsync(author.Token, id, Rounds)).GetRawText());
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        Assert.Equal("""{"reviewRounds":{"nodes":[]}}""", (await hub.SeenAsync(reviewer.Token, id, Rounds)).GetRawText());

        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");

        Assert.Equal(All("\"PENDING_REVISIONS\""), (await hub.SeenAsync(editor, id, Rounds)).GetRawText());
        Assert.Equal(
            $$$"""{"reviewRounds":{"nodes":[{"number":1,"decision":"PENDING_REVISIONS","questions":[{{{Asked}}}]}]}}""",
            (await hub.SeenAsync(author.Token, id, Rounds)).GetRawText()
        );
    }

    [Fact]
    public async Task A_review_that_does_not_answer_is_not_taken_and_all_its_problems_are_told()
    {
        var (_, reviewer, editor, id) = await InReviewAsync("Answer");
        var old = await AskAsync(editor, id);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var keys = await AskAsync(editor, id);
        object[] wrong =
        [
            new { question = old[0], number = 1 },
            new { question = keys[1], number = 9 },
            new { question = keys[2], text = "Yes" },
        ];

        var refused = await hub.RunAsync(reviewer.Token, "submitReview", Review(review, wrong, originality: 6));

        Assert.Equal(
            [
                "INVALID input.originality",
                "INVALID input.answers.0.question",
                "INVALID input.answers.1.number",
                "INVALID input.answers.2.isYes",
                "INVALID input.answers",
            ],
            refused.Problems()
        );
        Assert.Equal(
            """{"reviews":{"nodes":[{"status":"REVIEWING","answers":[]}]}}""",
            (await hub.SeenAsync(editor, id, "reviews { nodes { status answers { number } } }")).GetRawText()
        );
        await hub.DoneAsync(reviewer.Token, "submitReview", Review(review, Good(keys)));
    }

    [Fact]
    public async Task The_next_round_begins_with_the_questions_of_the_last_and_may_ask_others()
    {
        var (author, reviewer, editor, id) = await InReviewAsync("Again");
        var first = await AskAsync(editor, id);
        await hub.DecideAsync(editor, id, "RESUBMIT");
        Assert.Equal(
            ["STATE input.id"],
            (await hub.RunAsync(editor, "setReviewQuestions", new { id, questions = Array.Empty<object>() })).Problems()
        );
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");

        var round = (await RoundsAsync(reviewer.Token))[0];

        Assert.Equal(2, round.GetProperty("number").GetInt32());
        Assert.Equal(first, round.GetProperty("questions").EnumerateArray().Select(one => one.GetProperty("key").GetString()));
        await hub.DoneAsync(editor, "setReviewQuestions", new { id, questions = Array.Empty<object>() });
        Assert.Equal(0, (await RoundsAsync(reviewer.Token))[0].GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_and_so_is_who_may_not_ask()
    {
        var (author, reviewer, editor, id) = await InReviewAsync("Refuse");
        var questions = new object[]
        {
            new { kind = "CHOICE", texts = new[] { Text("en", " ") } },
            new { kind = "TEXT", texts = Array.Empty<object>() },
        };

        Assert.Equal(
            ["INVALID input.questions.0.texts.0.text", "INVALID input.questions.0.options", "INVALID input.questions.1.texts"],
            (await hub.RunAsync(editor, "setReviewQuestions", new { id, questions })).Problems()
        );
        foreach (var token in new[] { author.Token, reviewer.Token })
        {
            var answer = await hub.SendAsync(
                token,
                "mutation ($i: SetReviewQuestionsInput!) { setReviewQuestions(input: $i) { errors { code } } }",
                new { i = new { id, questions } }
            );
            Assert.Contains("FORBIDDEN", answer.GetRawText(), StringComparison.Ordinal);
        }
    }

    private async Task<(Person Author, Person Reviewer, string Editor, string Id)> InReviewAsync(string name)
    {
        var author = await hub.PersonAsync($"{name}author", Role.Researcher);
        var reviewer = await hub.PersonAsync($"{name}reviewer", Role.Researcher);
        var editor = await hub.TokenAsync($"{name}-editor".ToLowerInvariant(), Role.Curator);
        return (author, reviewer, editor, await hub.InReviewAsync(author, editor));
    }

    /// <summary>Asks for a choice that authors read, a scale that they do not, and whether something holds; gives the keys.</summary>
    private async Task<string[]> AskAsync(string editor, string id)
    {
        var set = await hub.DoneAsync(
            editor,
            "setReviewQuestions",
            new
            {
                id,
                questions = new object[]
                {
                    new
                    {
                        kind = "CHOICE",
                        texts = new[] { Text("en", "How large is the sample?"), Text("sr-Latn", "Koliki je uzorak?") },
                        options = new[] { new { texts = new[] { Text("en", "Small") } }, new { texts = new[] { Text("en", "Large") } } },
                        isForAuthors = true,
                    },
                    new { kind = "SCALE", texts = new[] { Text("en", "How new is it?") } },
                    new
                    {
                        kind = "YES_NO",
                        texts = new[] { Text("en", "Did you know of it?") },
                        isRequired = false,
                    },
                },
            },
            Round
        );
        return [.. set.GetProperty("round").GetProperty("questions").EnumerateArray().Select(one => one.GetProperty("key").GetString()!)];
    }

    private async Task<JsonElement[]> RoundsAsync(string reviewer) =>
        [
            .. (await hub.DataAsAsync(reviewer, $"{{ viewer {{ reviewAssignments {{ nodes {{ {Round} }} }} }} }}"))
                .GetProperty("viewer")
                .GetProperty("reviewAssignments")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => one.GetProperty("round")),
        ];

    private static object[] Good(string[] keys) => [new { question = keys[1], number = 4 }, new { question = keys[0], number = 2 }];

    private static object Text(string language, string text) => new { language, text };

    private static object Review(string id, object[] answers, int originality = 4, bool mayPublish = false) =>
        new
        {
            id,
            originality,
            methods = 3,
            evidence = 5,
            relevance = 4,
            commentsToAuthor = "Say how the sample was drawn.",
            recommendation = "PENDING_REVISIONS",
            answers,
            mayPublish,
        };
}
