using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>
/// Authors, reviewers and editors talk under a review: those who may not know each other find no trace, not by any field, not on any stream, not in a
/// mail, a feed or an export.
/// </summary>
public sealed class AnonymousTalkTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Seen = "comment { id body author { name } pseudonym mentions { name } isMine }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ANONYMOUS", Role.Researcher)]
    [InlineData("DOUBLE_ANONYMOUS", Role.Researcher)]
    [InlineData("ANONYMOUS", Role.Curator)]
    public async Task Who_may_not_know_the_other_finds_no_trace_of_them(string method, Role roleOfAuthor)
    {
        var name = (method == "ANONYMOUS" ? "Solo" : "Duo") + (roleOfAuthor == Role.Curator ? "cur" : "");
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}penner", roleOfAuthor),
            await hub.PersonAsync($"{name}judger", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"{name}-editor".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor, "Remittances and returns");
        var (community, search, list) = await PlacesAsync(author, editor, id, name);
        await WantMailAsync(author);
        var review = await hub.InviteAsync(editor, id, reviewer, method);
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review, mayPublish: true);
        await hub.DecideAsync(editor, id, "ACCEPT");
        var invitation = await RequestAsync("REVIEW_INVITATION", reviewer);
        await hub.DoneAsync(reviewer.Token, "commentOnRequest", new { id = invitation, text = "Thank you for asking." });
        var inclusion = await RequestAsync("COMMUNITY_INCLUSION", null);
        await using var atAuthor = await EveryStream.OpenAsync(hub, author.Token, id, review, community, search, inclusion, invitation);
        await using var atReviewer = await EveryStream.OpenAsync(hub, reviewer.Token, id, review, invitation, inclusion);

        var guess = method == "ANONYMOUS" ? $"@person-{Key(author)}" : "whoever you are";
        var question = await PostAsync(reviewer.Token, review, $"Which sample, {guess}?");
        var answer = await PostAsync(
            author.Token,
            review,
            $"The first, dear reviewer; I am no [Judge](node:{NodeId.Encode("User", author.UserId)}).",
            question
        );
        var word = await PostAsync(editor, review, $"@person-{Key(reviewer)} and @person-{Key(author)}: thank you.");
        string[] talk = [id, review, question, answer, word, invitation];

        Assert.Empty(await hub.TracesAsync(author.Token, reviewer, talk));
        if (method == "DOUBLE_ANONYMOUS")
        {
            Assert.Empty(await hub.TracesAsync(reviewer.Token, author, talk));
            var heard = await atReviewer.UntilAsync(
                ("commentPosted", word),
                ("notificationReceived", word),
                ("requestTimeline", "Thank you for asking.")
            );
            Assert.Empty(author.TracesIn(heard, "what the reviewer heard"));
        }
        Assert.NotEmpty(await hub.TracesAsync(editor, reviewer, talk));

        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var published = await hub.DoneAsync(editor, "publishReview", new { id = review }, "study { id }");
        var record = published.GetProperty("study").GetProperty("id").GetString()!;
        await hub.DoneAsync(editor, "addToReadingList", new { id = list.Id, output = record });
        var told = await atAuthor.UntilAsync(
            ("commentPosted", word),
            ("notificationReceived", word),
            ("draftChanged", id),
            ("requestTimeline", inclusion),
            ("communityActivity", id),
            ("savedSearchMatched", id),
            ("outputPublished", record)
        );
        Assert.Empty(reviewer.TracesIn(told, "what the author heard"));
        await AssertNothingLeavesAsync(author, reviewer, community, list.Path);
    }

    [Fact]
    public async Task Everybody_is_called_by_what_they_may_be_called_all_through_a_round()
    {
        var author = await hub.PersonAsync("Callauthor", Role.Researcher);
        var reviewers = new[] { await hub.PersonAsync("Callfirst", Role.Researcher), await hub.PersonAsync("Callsecond", Role.Researcher) };
        var editor = await hub.TokenAsync("call-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var reviews = new List<string>();
        foreach (var reviewer in reviewers)
        {
            reviews.Add(await hub.InviteAsync(editor, id, reviewer, "DOUBLE_ANONYMOUS"));
            await hub.AgreeAsync(reviewer);
            await hub.SubmitAsync(reviewer, reviews[^1]);
        }
        Assert.Equal(
            ["FORBIDDEN input.subject"],
            (await hub.RunAsync(reviewers[0].Token, "postComment", new { subject = reviews[0], body = "Before it is decided" })).Problems()
        );
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");

        var named = (await hub.SeenAsync(author.Token, id, "reviews { nodes { id pseudonym } }"))
            .GetProperty("reviews")
            .GetProperty("nodes");
        Assert.Equal(["Reviewer 1", "Reviewer 2"], named.EnumerateArray().Select(one => one.GetProperty("pseudonym").GetString()));
        var number = named.EnumerateArray().Single(one => one.GetProperty("id").GetString() == reviews[1]).GetProperty("pseudonym");
        var comment = await PostAsync(reviewers[1].Token, reviews[1], "Hello @person-callauthor");
        Assert.Equal(
            $$$"""{"body":"Hello @…","author":null,"pseudonym":"{{{number.GetString()}}}","mentions":[],"isMine":false}""",
            await ReadAsync(author.Token, comment)
        );
        var answer = await PostAsync(author.Token, reviews[1], "Hello", comment);
        Assert.Equal(
            """{"body":"Hello","author":null,"pseudonym":"Author","mentions":[],"isMine":false}""",
            await ReadAsync(reviewers[1].Token, answer)
        );
        Assert.Equal(
            $$$"""{"body":"Hello @person-callauthor","author":{"name":"Callsecond Callsecondson"},"pseudonym":"{{{number.GetString()}}}","mentions":[{"name":"Callauthor Callauthorson"}],"isMine":false}""",
            await ReadAsync(editor, comment)
        );
        Assert.Equal("null", await ReadAsync(reviewers[0].Token, comment));
    }

    [Fact]
    public async Task Who_reviews_without_knowing_and_becomes_a_curator_finds_no_author_under_reviews_of_earlier_rounds()
    {
        var (author, first) = (await hub.PersonAsync("Laterauthor", Role.Researcher), await hub.PersonAsync("Laterfirst", Role.Researcher));
        var (second, other) = (await hub.PersonAsync("Latersecond", Role.Researcher), await hub.PersonAsync("Laterother", Role.Researcher));
        var editor = await hub.TokenAsync("later-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var comments = new List<string>();
        var reviews = new List<string>();
        foreach (var (reviewer, method) in new[] { (first, "DOUBLE_ANONYMOUS"), (other, "OPEN") })
        {
            reviews.Add(await hub.InviteAsync(editor, id, reviewer, method));
            await hub.AgreeAsync(reviewer);
            await hub.SubmitAsync(reviewer, reviews[^1]);
        }
        await hub.DecideAsync(editor, id, "PENDING_REVISIONS");
        foreach (var review in reviews)
        {
            comments.Add(await PostAsync(author.Token, review, "By stages."));
        }
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(editor, "startReview", new { id });
        var mine = await hub.InviteAsync(editor, id, second, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(second);

        var promoted = second with { Token = await hub.TokenAsync(Key(second), Role.Curator) };
        string[] talk = [id, .. reviews, .. comments, mine];

        Assert.Equal(
            """{"body":"By stages.","author":null,"pseudonym":"Author","mentions":[],"isMine":false}""",
            await ReadAsync(promoted.Token, comments[0])
        );
        Assert.Equal(
            """{"body":"By stages.","author":null,"pseudonym":null,"mentions":[],"isMine":false}""",
            await ReadAsync(promoted.Token, comments[1])
        );
        Assert.Empty(await hub.TracesAsync(promoted.Token, author, talk));
        await hub.DoneAsync(promoted.Token, "follow", new { subject = reviews[1] });
        await PostAsync(author.Token, reviews[1], "And by regions.");
        await hub.UntilAsync(
            $"select string_agg(kind || ' ' || coalesce(actor_id::text, 'nobody'), ', ') from notifications where user_id = {promoted.UserId} and topic_type = 'Review' and topic_id = {NodeId.KeyOf(reviews[1], "Review")}",
            "COMMENTED nobody"
        );
        await hub.SubmitAsync(promoted, mine);
        await hub.DecideAsync(editor, id, "ACCEPT");
        Assert.Contains("Laterauthor", await ReadAsync(promoted.Token, comments[0]), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string token, string comment) =>
        (
            await hub.DataAsAsync(
                token,
                "query ($id: ID!) { node(id: $id) { ... on Comment { body author { name } pseudonym mentions { name } isMine } } }",
                new { id = comment }
            )
        )
            .GetProperty("node")
            .GetRawText();

    /// <summary>A community, a search and a list that what is reviewed comes to.</summary>
    private async Task<(string Community, string Search, (string Id, string Path) List)> PlacesAsync(
        Person author,
        string editor,
        string id,
        string name
    )
    {
        var community = (
            await hub.DoneAsync(
                editor,
                "createCommunity",
                new { names = new[] { new { language = "en", text = $"Council {name}" } }, kind = "LOCAL_MIGRATION_COUNCIL" },
                "community { id }"
            )
        )
            .GetProperty("community")
            .GetProperty("id")
            .GetString()!;
        var asked = await hub.DoneAsync(author.Token, "requestInclusion", new { output = id, community }, "request { id }");
        await hub.DoneAsync(editor, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
        var search = (
            await hub.DoneAsync(author.Token, "createSavedSearch", new { name = "Mine", query = "remittances" }, "savedSearch { id }")
        )
            .GetProperty("savedSearch")
            .GetProperty("id")
            .GetString()!;
        var list = (
            await hub.DoneAsync(
                editor,
                "createReadingList",
                new { title = $"List {name}", visibility = "PUBLIC" },
                "readingList { id path }"
            )
        ).GetProperty("readingList");
        return (community, search, (list.GetProperty("id").GetString()!, list.GetProperty("path").GetString()!));
    }

    private async Task WantMailAsync(Person person)
    {
        foreach (var kind in NotificationKinds.All)
        {
            await hub.DoneAsync(
                person.Token,
                "setNotificationPreference",
                new
                {
                    kind,
                    channel = "EMAIL",
                    isOn = true,
                }
            );
        }
    }

    /// <summary>Asks for everything that leaves the server besides answers: exports, feeds, mails.</summary>
    private async Task AssertNothingLeavesAsync(Person author, Person reviewer, string community, string list)
    {
        var slug = (await hub.DataAsAsync(author.Token, $"{{ node(id: \"{community}\") {{ ... on Community {{ slug }} }} }}"))
            .GetProperty("node")
            .GetProperty("slug")
            .GetString();
        var feed = (await hub.DataAsAsync(author.Token, "{ viewer { savedSearches { nodes { feed } } } }"))
            .GetProperty("viewer")
            .GetProperty("savedSearches")
            .GetProperty("nodes")[0]
            .GetProperty("feed")
            .GetString();
        string[] paths = [$"{list}.bib", $"{list}.ris", $"{list}.json", $"{list}.atom", $"/feeds/communities/{slug}", feed!];
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", author.Token);
            using var response = await hub.Http.SendAsync(request, Cancel);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("Remittances and returns", text, StringComparison.Ordinal);
            Assert.Empty(reviewer.TracesIn(text, path));
        }
        // As the server does in its own time.
        var told = await hub.Services.GetRequiredService<IFeedSource<Notification>>().ReadAsync(FeedPosition.Start, 1000, Cancel);
        await hub.Services.GetServices<IFeedReader<Notification>>().Single().HandleAsync(told, Cancel);
        await hub.MailedAsync(author.UserId);
        var mails = await hub.Database.ScalarAsync<string>(
            $"select string_agg(m::text, '|') from mails m where user_id = {author.UserId}",
            Cancel
        );
        Assert.Contains("You are mentioned", mails, StringComparison.Ordinal);
        Assert.Empty(reviewer.TracesIn(mails!, "mail"));
    }

    private async Task<string> RequestAsync(string kind, Person? receiver) =>
        NodeId.Encode(
            "Request",
            await hub.Database.ScalarAsync<long>(
                $"select max(id) from requests where kind = '{kind}' and ({receiver?.UserId ?? 0} in (0, receiver_id))",
                Cancel
            )
        );

    private async Task<string> PostAsync(string token, string subject, string body, string? parent = null) => (
            await hub.DoneAsync(
                token,
                "postComment",
                new
                {
                    subject,
                    body,
                    parent,
                },
                Seen
            )
        ).GetProperty("comment").GetProperty("id").GetString()!;

    private static string Key(Person person) => person.Traces[1];
}
