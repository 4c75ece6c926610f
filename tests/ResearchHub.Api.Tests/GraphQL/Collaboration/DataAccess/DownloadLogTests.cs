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
    [InlineData("OPEN", 1)]
    [InlineData("ANONYMOUS", 0)]
    [InlineData("DOUBLE_ANONYMOUS", 0)]
    public async Task A_reviewer_of_the_next_version_who_compares_it_with_the_open_one_is_in_it_where_authors_know_them(
        string method,
        int times
    )
    {
        var (author, reviewer) = (
            await hub.PersonAsync($"Twoauthor{method}", Role.Researcher),
            await hub.PersonAsync($"Tworeviewer{method}", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"two-curator-{method}", Role.Curator);
        var first = await hub.InReviewAsync(author, curator, kind: "Dataset");
        await hub.DoneAsync(curator, "acceptOutput", new { id = first });
        await hub.DoneAsync(author.Token, "publishOutput", new { id = first });
        var made = await hub.DoneAsync(author.Token, "createVersion", new { id = first }, "output { id }");
        var second = made.GetProperty("output").GetProperty("id").GetString()!;
        await hub.DoneAsync(author.Token, "submitOutput", new { id = second });
        await hub.DoneAsync(curator, "startReview", new { id = second });
        await hub.InviteAsync(curator, second, reviewer, method);
        await hub.AgreeAsync(reviewer);

        await hub.DownloadAsync($"Bearer {reviewer.Token}", first);

        Assert.Equal(times, (await LogAsync(author, first)).Length);
    }

    [Theory]
    [InlineData(false, 2)]
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
        await hub.DataByAsync(
            $"Bearer {guest.Token}, Share {secret}",
            $"{{ node(id: \"{id}\") {{ ... on Dataset {{ preview(first: 1) {{ rows }} }} }} }}"
        );

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
