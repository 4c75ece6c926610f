using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Somebody who has a draft open: a WebSocket that listens to it.</summary>
internal sealed class DraftListener(SocketClient socket) : IAsyncDisposable
{
    private const string Listen = """
        subscription ($id: ID!, $after: String) { draftChanged(id: $id, after: $after) {
          kind cursor present { name level isViewer user { name } } output { ... on Study { title } } } }
        """;

    /// <summary>Connects with these credentials and listens.</summary>
    public static async Task<DraftListener> OpenAsync(Uri server, string authorization, string id, string? after = null)
    {
        var socket = await SocketClient.ConnectAsync(server, new { authorization });
        await socket.SubscribeAsync(Listen, new { id, after });
        return new DraftListener(socket);
    }

    public async Task<JsonElement> EventAsync() => await socket.NextAsync("draftChanged");

    /// <summary>The next message, whatever it is.</summary>
    public Task<JsonElement> MessageAsync() => socket.ReceiveAsync();

    /// <summary>The next event: its kind, the draft's title, and who is there, the listener with a star.</summary>
    public async Task<string> HearsAsync() => Line(await EventAsync());

    public static string Line(JsonElement heard)
    {
        var people = heard.GetProperty("present").EnumerateArray().Select(Person);
        var title = heard.GetProperty("output") is { ValueKind: JsonValueKind.Object } output
            ? output.GetProperty("title").GetString()
            : "-";
        return $"{heard.GetProperty("kind").GetString()} {title}: {string.Join(", ", people)}";
    }

    public void Drop() => socket.Drop();

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private static string Person(JsonElement person)
    {
        var name = person.GetProperty("name").GetString();
        var account = person.GetProperty("user") is { ValueKind: JsonValueKind.Object } user ? user.GetProperty("name").GetString() : null;
        Assert.Equal(account ?? "Someone", name);
        return $"{name} {person.GetProperty("level").GetString()}{(person.GetProperty("isViewer").GetBoolean() ? "*" : "")}";
    }
}
