using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Somebody who listens, over one socket, to all that the schema lets them listen to, from the beginning on, with all that is below it.</summary>
internal sealed class EveryStream(SocketClient socket) : IAsyncDisposable
{
    private readonly List<string> _frames = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="ids">Of records to listen to; streams of other kinds of records refuse them.</param>
    public static async Task<EveryStream> OpenAsync(HubServerFixture hub, string token, params string[] ids)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var fields = ids.SelectMany(id => new WholeSchema(schema, 3, id).FieldsOf(schema.Subscription!)).Distinct().ToArray();
        var socket = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { Authorization = $"Bearer {token}" });
        foreach (var (field, n) in fields.Select((field, n) => (field, n)))
        {
            await socket.SubscribeAsync($"subscription {{ {field} }}", id: $"{n}");
        }
        return new EveryStream(socket);
    }

    /// <summary>Waits until each of these fields has sent something that holds this text; gives all that was sent.</summary>
    public async Task<string> UntilAsync(params (string Field, string Text)[] expected)
    {
        while (!expected.All(one => _frames.Any(frame => IsOf(frame, one.Field) && frame.Contains(one.Text, StringComparison.Ordinal))))
        {
            _frames.Add((await socket.ReceiveAsync()).GetRawText());
        }
        return string.Join('\n', _frames);
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private static bool IsOf(string frame, string field) => frame.Contains($"\"data\":{{\"{field}\":", StringComparison.Ordinal);
}
