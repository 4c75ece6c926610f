using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>What a published review says.</summary>
public sealed class PublishedReviewTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Record =
        "study { id titles { language text } abstracts { language text } languages contributors { nameAsPrinted researcher { id } } relations { nodes { type output { title } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OPEN", """[{"nameAsPrinted":"Openlyprofileless Openlyprofilelessson","researcher":null}]""")]
    [InlineData("ANONYMOUS", "[]")]
    public async Task An_open_review_of_somebody_without_a_profile_has_the_name_of_their_account(string method, string expected)
    {
        var name = method == "OPEN" ? "Openlyprofileless" : "Hiddenprofileless";
        var reviewer = await hub.PersonAsync(name, Role.Researcher);
        await hub.Database.ExecuteAsync($"update users set researcher_id = null where id = {reviewer.UserId}", Cancel);

        var study = await PublishAsync(name, reviewer, method, "Say how the sample was drawn.");

        Assert.Equal(expected, study.GetProperty("contributors").GetRawText());
    }

    [Theory]
    [InlineData(
        "Latin",
        "sr-Latn",
        "Treba objasniti kako su ispitanici izabrani i zašto nema podataka o povratnicima.",
        "Recenzija rada „What returnees need“",
        "Originalnost 4, metode 3, dokazi 5, značaj za politiku 4 od 5. Preporuka: PENDING_REVISIONS."
    )]
    [InlineData(
        "Cyrillic",
        "sr-Cyrl",
        "Треба објаснити како су испитаници изабрани и зашто нема података о повратницима.",
        "Рецензија рада „What returnees need“",
        "Оригиналност 4, методе 3, докази 5, значај за политику 4 од 5. Препорука: PENDING_REVISIONS."
    )]
    public async Task A_review_in_Serbian_is_published_as_one(string key, string language, string comments, string title, string grades)
    {
        var study = await PublishAsync(key, await hub.PersonAsync($"Serbian{key}", Role.Researcher), "ANONYMOUS", comments);

        Assert.Equal($$$"""["{{{language}}}"]""", study.GetProperty("languages").GetRawText());
        Assert.Equal([$"{language}: {title}", "en: Review of \"What returnees need\""], Texts(study, "titles"));
        Assert.Equal([$"{language}: {comments}\n\n{grades}"], Texts(study, "abstracts"));
    }

    [Theory]
    [InlineData("English", "The sample is small, and it is not said how it was drawn.", "en")]
    [InlineData("French", "Il faut expliquer comment les personnes ont été choisies et pourquoi les données manquent.", "und")]
    public async Task A_review_in_another_language_says_what_is_known_of_it(string key, string comments, string language)
    {
        var study = await PublishAsync(key, await hub.PersonAsync($"Speaking{key}", Role.Researcher), "ANONYMOUS", comments);

        Assert.Equal(language == "und" ? "[]" : $$$"""["{{{language}}}"]""", study.GetProperty("languages").GetRawText());
        Assert.Equal(["en: Review of \"What returnees need\""], Texts(study, "titles"));
        Assert.StartsWith($"{language}: {comments}\n\nOriginality 4,", Assert.Single(Texts(study, "abstracts")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPEN")]
    [InlineData("DOUBLE_ANONYMOUS")]
    public async Task Its_reviewer_and_the_authors_are_told_each_of_what_they_know_of(string method)
    {
        var key = $"Telling{method.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal)}";
        var reviewer = await hub.PersonAsync($"Of{key}", Role.Researcher);

        var study = await PublishAsync(key, reviewer, method, "The sample is small.");

        var author = await hub.Database.ScalarAsync<long>(
            $"select id from users where email = 'authorof{key.ToLowerInvariant()}@example.org'",
            Cancel
        );
        var (record, kinds) = (study.GetProperty("id").GetString()!, "kinds: [REVIEW_PUBLISHED]");
        foreach (var user in new[] { reviewer.UserId, author })
        {
            await hub.UntilAsync(
                $"select count(*)::text from notifications where kind = 'REVIEW_PUBLISHED' and user_id = {user} and subject_id = {NodeId.KeyOf(record, "Study")}",
                "1"
            );
        }
        var query =
            $"{{ viewer {{ notifications({kinds}) {{ nodes {{ actor {{ id }} topic {{ __typename id }} subject {{ id }} }} }} }} }}";
        var theirs = await hub.DataAsAsync(reviewer.Token, query);
        var authors = await hub.DataAsAsync(await hub.TokenAsync($"authorof{key}".ToLowerInvariant(), Role.Researcher), query);
        Assert.Equal($"Review {record}", Told(theirs));
        Assert.Equal($"Study {record}", Told(authors));
        Assert.Empty(reviewer.TracesIn(authors.GetRawText(), "what authors are told"));
    }

    private static string Told(JsonElement data)
    {
        var one = Assert.Single(data.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("actor").ValueKind);
        return $"{one.GetProperty("topic").GetProperty("__typename").GetString()} {one.GetProperty("subject").GetProperty("id").GetString()}";
    }

    private static string[] Texts(JsonElement study, string field) =>
        [
            .. study
                .GetProperty(field)
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("language").GetString()}: {one.GetProperty("text").GetString()}"),
        ];

    /// <summary>Publishes what somebody says of an output that is accepted and published.</summary>
    private async Task<JsonElement> PublishAsync(string key, Person reviewer, string method, string comments)
    {
        var author = await hub.PersonAsync($"Authorof{key}", Role.Researcher);
        var curator = await hub.TokenAsync($"curator-of-{key}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, curator, "What returnees need");
        var review = await hub.InviteAsync(curator, id, reviewer, method);
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review, mayPublish: true, comments);
        await hub.DecideAsync(curator, id, "ACCEPT");
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        return (await hub.DoneAsync(curator, "publishReview", new { id = review }, Record)).GetProperty("study");
    }
}
