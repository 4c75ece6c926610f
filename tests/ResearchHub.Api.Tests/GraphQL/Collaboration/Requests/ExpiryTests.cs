using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Requests;

/// <summary>A server ends by itself what is over.</summary>
public sealed class ExpiryTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_over_when_a_server_starts_ends_and_who_asked_and_who_decides_are_told_once()
    {
        var (ana, _) = await hub.MemberAsync("ex-ana");
        var request = await OverAsync(ana, await hub.TokenAsync("ex-curator", Role.Curator));
        using var folder = new TestFolder();

        await using var server = await hub.StartAnotherAsync(TimeProvider.System, folder, Cancel);
        await hub.UntilAsync($"select status from requests where id = {NodeId.KeyOf(request, "Request")}", "EXPIRED");

        await hub.AllAreToldAsync();
        Assert.Equal(
            "ex-ana 1, ex-owner 1",
            await hub.Database.ScalarAsync<string>(
                """
                select string_agg(who || ' ' || times, ', ' order by who) from (
                  select split_part(u.email, '@', 1) as who, count(*) as times from notifications n join users u on u.id = n.user_id
                  where n.kind = 'REQUEST_EXPIRED' group by 1) told
                """,
                Cancel
            )
        );
        await server.StopAsync(Cancel);
    }

    /// <summary>A correction of a record that was withdrawn since.</summary>
    private async Task<string> OverAsync(string asker, string curator)
    {
        var owner = await hub.TokenAsync("ex-owner", Role.Researcher);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var made = await hub.DoneAsync(
            asker,
            "requestCorrection",
            new
            {
                output,
                field = "TITLE",
                message = "Wrong.",
            },
            "request { id }"
        );
        await hub.DoneAsync(curator, "withdrawOutput", new { id = output, reason = "Names of people." });
        return made.GetProperty("request").GetProperty("id").GetString()!;
    }
}
