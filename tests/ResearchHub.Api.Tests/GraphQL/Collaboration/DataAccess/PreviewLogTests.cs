using System.Net;
using System.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>Rows of files that are not open are seen by nobody without a word in the log, previews too.</summary>
public sealed class PreviewLogTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Previews =
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Dataset { preview(first: 1) { rows } again: preview(first: 2) { rows } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_of_restricted_data_is_in_it_once_a_file_and_day_and_a_download_besides()
    {
        var (owner, ana) = (await hub.TokenAsync("pl-owner", Role.Researcher), await hub.TokenAsync("pl-ana", Role.Researcher));
        var stranger = await hub.TokenAsync("pl-stranger", Role.Researcher);
        var datasets = new[] { await DatasetAsync(9_800_000, "RESTRICTED"), await DatasetAsync(9_800_010, "RESTRICTED") };
        foreach (var dataset in datasets)
        {
            await hub.DoneAsync(ana, "requestDataAccess", new { dataset, purpose = "A thesis." });
        }

        var shown = await hub.DataAsAsync(ana, Previews, new { ids = datasets });
        await hub.DataAsAsync(ana, Previews, new { ids = datasets });
        var hidden = await hub.DataAsAsync(stranger, Previews, new { ids = datasets });
        var part = await DownloadAsync(ana, 9_800_001);
        var first = await LogAsync(owner, datasets[0]);
        var second = await LogAsync(owner, datasets[1]);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.DataAsAsync(ana, Previews, new { ids = datasets });

        Assert.Contains("2010", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"nodes":[{"preview":null,"again":null},{"preview":null,"again":null}]}""", hidden.GetRawText());
        Assert.Equal(HttpStatusCode.PartialContent, part);
        Assert.Equal(["DOWNLOAD by pl-ana", "PREVIEW by pl-ana"], first);
        Assert.Equal(["PREVIEW by pl-ana"], second);
        Assert.Equal(["PREVIEW by pl-ana", "PREVIEW by pl-ana"], await LogAsync(owner, datasets[1]));
    }

    [Fact]
    public async Task Of_open_data_it_says_no_previews()
    {
        var (owner, ana) = (await hub.TokenAsync("po-owner", Role.Researcher), await hub.TokenAsync("po-ana", Role.Researcher));
        var dataset = await DatasetAsync(9_800_020, "OPEN", "po-owner");

        var shown = await hub.DataAsAsync(ana, Previews, new { ids = new[] { dataset } });

        Assert.Contains("2010", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await LogAsync(owner, dataset));
    }

    [Fact]
    public async Task Previews_of_many_files_are_written_down_at_once()
    {
        var (_, ana) = (await hub.TokenAsync("pm-owner", Role.Researcher), await hub.TokenAsync("pm-ana", Role.Researcher));
        var datasets = new List<string>();
        for (var n = 0; n < 4; n++)
        {
            datasets.Add(await DatasetAsync(9_800_100 + (10 * n), "RESTRICTED", "pm-owner"));
            await hub.DoneAsync(ana, "requestDataAccess", new { dataset = datasets[n], purpose = "A thesis." });
        }

        var (one, many) = (
            await hub.StatementsAsync(ana, Previews, new { ids = datasets.Take(1) }),
            await hub.StatementsAsync(ana, Previews, new { ids = datasets })
        );

        Assert.Equal(one, many);
        Assert.Equal(
            4,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from file_downloads where kind = 'PREVIEW' and output_id between 9800100 and 9800199",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("OPEN", 1)]
    [InlineData("ANONYMOUS", 0)]
    [InlineData("DOUBLE_ANONYMOUS", 0)]
    public async Task A_reviewer_who_previews_is_in_it_where_authors_know_them(string method, int times)
    {
        var (author, reviewer) = (
            await hub.PersonAsync($"Preauthor{method}", Role.Researcher),
            await hub.PersonAsync($"Prereviewer{method}", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"pre-curator-{method}", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, kind: "Dataset");
        await hub.InviteAsync(curator, id, reviewer, method);
        await hub.AgreeAsync(reviewer);

        var shown = await hub.DataAsAsync(reviewer.Token, Previews, new { ids = new[] { id } });

        Assert.Contains("\"1\"", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(times, (await LogAsync(author.Token, id)).Length);
    }

    [Theory]
    [InlineData("OPEN", 1)]
    [InlineData("ANONYMOUS", 0)]
    public async Task A_reviewer_of_the_next_version_who_previews_this_one_is_in_it_where_authors_know_them(string method, int times)
    {
        var (owner, curator) = (
            await hub.TokenAsync($"pn-owner-{times}", Role.Researcher),
            await hub.TokenAsync($"pn-curator-{method}", Role.Curator)
        );
        var reviewer = await hub.PersonAsync($"Nextreviewer{method}", Role.Researcher);
        var first = await DatasetAsync(9_800_300 + (10 * times), "RESTRICTED", $"pn-owner-{times}");
        await hub.DoneAsync(reviewer.Token, "requestDataAccess", new { dataset = first, purpose = "To compare." });
        var made = await hub.DoneAsync(owner, "createVersion", new { id = first }, "output { id }");
        var second = made.GetProperty("output").GetProperty("id").GetString()!;
        await hub.Database.ExecuteAsync(
            $"update research_outputs set state = 'SUBMITTED' where id = {NodeId.KeyOf(second, "Dataset")}",
            Cancel
        );
        await hub.DoneAsync(curator, "startReview", new { id = second });
        await hub.InviteAsync(curator, second, reviewer, method);

        var shown = await hub.DataAsAsync(reviewer.Token, Previews, new { ids = new[] { first } });

        Assert.Contains("2010", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(times, (await LogAsync(owner, first)).Length);
    }

    /// <summary>A part of a file that does not begin at the beginning.</summary>
    private async Task<HttpStatusCode> DownloadAsync(string token, long file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{NodeId.Encode("DataFile", file)}/transfers.csv");
        request.Headers.Range = new RangeHeaderValue(3, null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task<string[]> LogAsync(string owner, string dataset)
    {
        var seen = await hub.SeenAsync(owner, dataset, "... on Dataset { downloads { nodes { kind user { name } } } }");
        return
        [
            .. seen.GetProperty("downloads")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("kind").GetString()} by {one.GetProperty("user").GetProperty("name").GetString()}"),
        ];
    }

    /// <summary>A public dataset with a table.</summary>
    private async Task<string> DatasetAsync(int key, string access, string owner = "pl-owner")
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, owner_id, access_mode)
            select {{key}}, 'DATASET', 'd-{{key}}', 'DRAFT', 1, 'Doznake', '[{"language":"en","text":"Doznake"}]', '[]', '{en}', '{{access}}', 'access', '{{key}}', now(), now(), id, 'DIRECT'
            from users where email = '{{owner}}@example.org';
            insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key)
            values ({{key + 1}}, {{key}}, 0, 'transfers.csv', 'text/csv', 36, '{{key:x64}}', 2, 'seed:datasets/transfers.csv');
            update research_outputs set state = 'PUBLISHED' where id = {{key}};
            """,
            Cancel
        );
        return NodeId.Encode("Dataset", key);
    }
}
