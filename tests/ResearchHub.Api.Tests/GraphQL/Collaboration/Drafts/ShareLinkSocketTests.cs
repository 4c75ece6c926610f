using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Secret links on connections that stay open, where browsers have the first message alone to send one.</summary>
public sealed class ShareLinkSocketTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Level = "query ($id: ID!) { node(id: $id) { ... on ResearchOutput { viewerLevel } } viewer { email } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_in_the_first_message_opens_the_draft_alone_and_with_an_account()
    {
        var (ana, ben) = (await hub.TokenAsync("ws-ana", Role.Researcher), await hub.TokenAsync("ws-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        var link = await hub.LinkAsync(ana, id, "EDIT");

        Assert.Equal("VIEW -", await AskAsync($"Share {link}", id));
        Assert.Equal("EDIT ws-ben@example.org", await AskAsync($"Bearer {ben}, Share {link}", id));
        Assert.Equal("- ws-ben@example.org", await AskAsync($"Bearer {ben}", id));
    }

    [Fact]
    public async Task A_link_that_opens_nothing_is_shown_out()
    {
        var ana = await hub.TokenAsync("ws-nothing", Role.Researcher);
        var link = await hub.LinkAsync(ana, await hub.DraftAsync(ana), "VIEW");
        await hub.Database.ExecuteAsync("update share_links set revoked_at = now()", Cancel);

        foreach (var authorization in new[] { $"Share {link}", "Share rhub-share_nonsense", $"Bearer {ana}, Share {link}" })
        {
            await using var client = await SocketClient.OpenAsync(hub.Http.BaseAddress!, new { authorization });
            Assert.Equal(4403, await client.ClosedAsync());
        }
    }

    [Fact]
    public async Task A_connection_whose_link_is_revoked_can_ask_nothing_more()
    {
        var ana = await hub.TokenAsync("ws-revoked", Role.Researcher);
        var id = await hub.DraftAsync(ana);
        var link = await hub.LinkAsync(ana, id, "VIEW");
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { authorization = $"Share {link}" });
        await client.SubscribeAsync(Level, new { id });
        Assert.Equal("VIEW -", Line((await client.ReceiveAsync()).GetProperty("payload").GetProperty("data")));
        await client.ReceiveAsync();

        NodeId.TryDecode(id, out _, out var output);
        await hub.Database.ExecuteAsync($"update share_links set revoked_at = now() where output_id = {output}", Cancel);
        await client.SubscribeAsync(Level, new { id });

        Assert.Equal(4403, await client.ClosedAsync());
    }

    private async Task<string> AskAsync(string authorization, string id)
    {
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { authorization });
        await client.SubscribeAsync(Level, new { id });
        return Line((await client.ReceiveAsync()).GetProperty("payload").GetProperty("data"));
    }

    /// <summary>How far the rights go and whose they are.</summary>
    private static string Line(JsonElement data)
    {
        var level = data.GetProperty("node") is { ValueKind: JsonValueKind.Object } node
            ? node.GetProperty("viewerLevel").GetString()
            : "-";
        var email = data.GetProperty("viewer") is { ValueKind: JsonValueKind.Object } viewer
            ? viewer.GetProperty("email").GetString()
            : "-";
        return $"{level} {email}";
    }
}
