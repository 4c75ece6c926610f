using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>Why access was taken back is between who had it and who administers the data.</summary>
public sealed class RevocationReasonTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Reason = "It was passed on.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_asked_for_an_opinion_does_not_read_why_access_was_taken_back_later()
    {
        var (owner, ana) = (await hub.PersonAsync("Reasonowner", Role.Researcher), await hub.PersonAsync("Reasonana", Role.Researcher));
        var (adviser, curator) = (
            await hub.PersonAsync("Reasonadviser", Role.Researcher),
            await hub.TokenAsync("reason-curator", Role.Curator)
        );
        var made = await hub.DoneAsync(
            owner.Token,
            "createDataset",
            new
            {
                titles = new[] { new { language = "en", text = "Remittances" } },
                accessMode = "LICENSED",
                access = "RESTRICTED",
            },
            "dataset { id }"
        );
        var dataset = Reviewing.IdOf(made, "dataset");
        await hub.PublishAsync(owner.Token, curator, dataset);
        var asked = await hub.DoneAsync(ana.Token, "requestDataAccess", new { dataset, purpose = "A thesis." }, "request { id }");
        var id = Reviewing.IdOf(asked, "request");
        await hub.DoneAsync(owner.Token, "assignRequestReviewers", new { id, reviewers = new[] { NodeId.Encode("User", adviser.UserId) } });
        await hub.DoneAsync(owner.Token, "acceptRequest", new { id });
        var grant = await hub.Database.ScalarAsync<long>($"select id from data_access_grants where user_id = {ana.UserId}", Cancel);

        await hub.DoneAsync(owner.Token, "revokeDataAccess", new { id = NodeId.Encode("DataAccessGrant", grant), reason = Reason });

        Assert.Equal((Reason, Reason), (await ReasonAsync(ana.Token, id), await ReasonAsync(owner.Token, id)));
        Assert.Null(await ReasonAsync(adviser.Token, id));
        var everything = await hub.TracesByIdAsync(adviser.Token, new Person("", "", 0, 0, [Reason]), dataset);
        Assert.Empty(everything);
    }

    private async Task<string?> ReasonAsync(string token, string id)
    {
        const string Query =
            "query ($id: ID!) { request(id: $id) { details { ... on DataAccessDetails { grant { revokedAt revocationReason } } } } }";
        var seen = await hub.DataAsAsync(token, Query, new { id });
        var grant = seen.GetProperty("request").GetProperty("details").GetProperty("grant");
        Assert.NotNull(grant.GetProperty("revokedAt").GetString());
        return grant.GetProperty("revocationReason").GetString();
    }
}
