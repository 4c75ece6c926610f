using System.Text.Json;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>What a published review says.</summary>
public sealed class PublishedReviewTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Record =
        "study { title type languages abstract contributors { nameAsPrinted researcher { id } } relations { nodes { type output { title } } } }";

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
