using System.Text.Json;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server whose searches wait a second for the index.</summary>
public sealed class HurriedHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new($"{HubOptions.Section}:{nameof(HubOptions.MinSequenceSeconds)}", "1")];
}

/// <summary>What was written is not in the index when the wait for it ends.</summary>
public sealed class IndexBehindTests(HurriedHubFixture hub) : IClassFixture<HurriedHubFixture>
{
    private const string Search =
        "query ($after: String) { search(query: \"quokkas\", minSequence: $after) { sequence totalCount nodes { slug } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_it_is_told_how_far_the_index_is_and_finds_it_once_it_is_there()
    {
        var start = (await FoundAsync(await hub.EndOfFeedAsync())).GetProperty("sequence").GetString();
        string? wanted;
        await using (await hub.HoldBackAsync())
        {
            await hub.PublishAsync(8301, "Quokkas");
            wanted = await hub.EndOfFeedAsync();

            var answer = await hub.AskAsync(Search, new { after = wanted });

            // One for each field that waited.
            var errors = answer.GetProperty("errors").EnumerateArray().ToList();
            Assert.NotEmpty(errors);
            Assert.All(
                errors,
                error =>
                {
                    Assert.Equal(
                        "The index has not reached 'minSequence' in time; ask again in a moment.",
                        error.GetProperty("message").GetString()
                    );
                    Assert.Equal("search", error.GetProperty("path")[0].GetString());
                    Assert.Equal(
                        $$"""{"code":"INDEX_BEHIND","wanted":"{{wanted}}","reached":"{{start}}"}""",
                        error.GetProperty("extensions").GetRawText()
                    );
                }
            );
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
            var others = await hub.DataAsync(Search);
            Assert.Equal($$"""{"sequence":"{{start}}","totalCount":0,"nodes":[]}""", others.GetProperty("search").GetRawText());
        }

        var found = await FoundAsync(wanted);

        Assert.Equal("""[{"slug":"a-8301"}]""", found.GetProperty("nodes").GetRawText());
        Assert.True(Position(found.GetProperty("sequence").GetString()) >= Position(wanted));
    }

    /// <summary>Asks as long as the answer is that the index is behind: transactions of other databases on the server hold it back too.</summary>
    private async Task<JsonElement> FoundAsync(string? after)
    {
        while (true)
        {
            var answer = await hub.AskAsync(Search, new { after });
            if (!answer.TryGetProperty("errors", out var errors))
            {
                return answer.GetProperty("data").GetProperty("search");
            }
            Assert.Equal("INDEX_BEHIND", errors[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    private static FeedPosition Position(string? text) => FeedPosition.TryParse(text, out var position) ? position : default;
}
