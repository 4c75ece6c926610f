using System.Globalization;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The end of what was announced is announced too.</summary>
public sealed class AnnouncedEndTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static int _lastId = 1250;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("WITHDRAWN", "ephemeral", "Something ephemeral")]
    [InlineData("RETRACTED", "doubtful", "Something doubtful")]
    [InlineData("WITHDRAWN", "doznake", "Money transfers")]
    [InlineData("WITHDRAWN", "remitances", "Remittances that are taken down")]
    [InlineData("WITHDRAWN", "a-{0}", "Something else")]
    public async Task Who_was_told_of_a_publication_by_a_filter_is_told_of_its_end(string state, string query, string title)
    {
        var id = Interlocked.Increment(ref _lastId);
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(
            $"subscription {{ outputPublished(query: \"{string.Format(CultureInfo.InvariantCulture, query, id)}\", where: {{ type: {{ eq: \"REPORT\" }} }}, after: \"{await hub.EndOfFeedAsync()}\") {{ cursor kind output {{ slug }} }} }}"
        );
        await hub.PublishAsync(id, title);
        Assert.Equal("PUBLISHED", Kind(await client.NextAsync()));

        await hub.Database.ExecuteAsync(
            $"""
            update research_outputs set state = '{state}' where id = {id};
            insert into change_events (kind, subject_kind, subject_id) values ('{state}', 'STUDY', 101), ('{state}', 'STUDY', {id})
            """,
            Cancel
        );

        Assert.Equal(state, Kind(await client.NextAsync()));

        static string? Kind((string Cursor, JsonElement Payload) announced) => announced.Payload.GetProperty("kind").GetString();
    }
}
