using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>Of a draft too it is written down who downloaded its files, but for those whom its authors may not know.</summary>
public sealed class DownloadLogTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Theory]
    [InlineData("OPEN", 1)]
    [InlineData("ANONYMOUS", 0)]
    [InlineData("DOUBLE_ANONYMOUS", 0)]
    public async Task A_reviewer_is_in_it_where_authors_know_them(string method, int times)
    {
        var (author, reviewer) = (
            await hub.PersonAsync($"Logauthor{method}", Role.Researcher),
            await hub.PersonAsync($"Logreviewer{method}", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"log-curator-{method}", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, kind: "Dataset");
        await hub.InviteAsync(curator, id, reviewer, method);
        await hub.AgreeAsync(reviewer);

        await hub.DownloadAsync($"Bearer {reviewer.Token}", id);

        Assert.Equal(
            Enumerable.Repeat($"logauthor{method.ToLowerInvariant()}.csv by {reviewer.Traces[0]} {reviewer.Traces[0]}son", times),
            await LogAsync(author, id)
        );
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Who_came_by_a_link_is_in_it_unless_the_link_is_anonymous(bool isAnonymous, int times)
    {
        var (author, guest) = (
            await hub.PersonAsync($"Linkauthor{isAnonymous}", Role.Researcher),
            await hub.PersonAsync($"Linkguest{isAnonymous}", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"link-curator-{isAnonymous}", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, kind: "Dataset");
        var secret = await hub.LinkAsync(author.Token, id, "VIEW", isAnonymous);

        await hub.DownloadAsync($"Bearer {guest.Token}, Share {secret}", id);

        Assert.Equal(times, (await LogAsync(author, id)).Length);
    }

    private async Task<string[]> LogAsync(Person author, string id)
    {
        var seen = await hub.SeenAsync(author.Token, id, "... on Dataset { downloads { nodes { fileName user { name } } } }");
        return
        [
            .. seen.GetProperty("downloads")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("fileName").GetString()} by {one.GetProperty("user").GetProperty("name").GetString()}"),
        ];
    }
}
