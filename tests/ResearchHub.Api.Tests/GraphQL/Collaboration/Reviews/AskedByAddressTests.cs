using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>By an address that is refused an editor does not learn whether anybody has it, and who.</summary>
public sealed class AskedByAddressTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addresses_that_are_refused_are_refused_alike_and_profiles_with_the_reason()
    {
        var (author, named) = (
            await hub.PersonAsync("Addressauthor", Role.Researcher),
            await hub.PersonAsync("Addressnamed", Role.Researcher)
        );
        var (curator, conflicted) = (
            await hub.PersonAsync("Addresscurator", Role.Curator),
            await hub.PersonAsync("Addressconflict", Role.Researcher)
        );
        var (asked, met) = (await hub.PersonAsync("Addressasked", Role.Researcher), await hub.PersonAsync("Addressmet", Role.Researcher));
        var editor = await hub.TokenAsync("address-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.JoinAsync(author.Token, id, named.Token, named.Email, "READ");
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
        await hub.InviteAsync(editor, id, asked, "DOUBLE_ANONYMOUS");
        var own = await hub.InviteAsync(editor, id, conflicted, "DOUBLE_ANONYMOUS");
        await hub.DoneAsync(conflicted.Token, "acceptRequest", new { id = NodeId.Encode("Request", await LatestAsync(conflicted)) });
        await hub.DeclareConflictAsync(conflicted, own);
        var before = await CountAsync(id);
        var messages = new HashSet<string>(StringComparer.Ordinal);
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in new[] { author, named, curator, conflicted, asked, met })
        {
            messages.Add(await RefusalAsync(editor, id, one.Email, null));
            reasons.Add(await RefusalAsync(editor, id, null, NodeId.Encode("Researcher", one.ResearcherId)));
        }

        messages.Add(await RefusalAsync(editor, id, "nobody@ministry.example", null));

        Assert.Single(messages);
        Assert.Equal(5, reasons.Count);
        Assert.Equal(before, await CountAsync(id));
    }

    private async Task<string> RefusalAsync(string editor, string id, string? email, string? researcher)
    {
        var dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null);
        object input = email is null
            ? new
            {
                id,
                researcher,
                method = "DOUBLE_ANONYMOUS",
                dueOn,
            }
            : new
            {
                id,
                email,
                method = "DOUBLE_ANONYMOUS",
                dueOn,
            };
        var payload = await hub.RunAsync(editor, "inviteReviewer", input, "review { id }");
        var error = Assert.Single(payload.GetProperty("errors").EnumerateArray());
        return $"{Assert.Single(payload.Problems())}: {error.GetProperty("message")}";
    }

    private Task<long> LatestAsync(Person who) =>
        hub.Database.ScalarAsync<long>($"select max(id) from requests where receiver_id = {who.UserId}", Cancel);

    private Task<long> CountAsync(string id) =>
        hub.Database.ScalarAsync<long>($"select count(*) from reviews where output_id = {Reviewing.Key(id)}", Cancel);
}
