using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ResearchHub.ToyServer;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>Events that cannot be loaded.</summary>
public sealed partial class FailedEventTests
{
    private const int Retries = 2;
    private const string Complete = "event: complete\ndata: ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_fails_for_a_moment_is_tried_again_and_comes_once()
    {
        await using var server = await StartAsync();
        server.Library.Failures = Retries;

        var events = await HearAsync(server, "copies", [1, 2]);

        Assert.Equal([Next(1, """{"copies":1}"""), Next(2, """{"copies":2}""")], events);
    }

    [Fact]
    public async Task An_event_that_goes_on_failing_ends_the_stream_with_the_cursor_before_it_instead_of_a_gap()
    {
        await using var server = await StartAsync();

        var events = await HearAsync(server, "copies", [1, -2, 3]);

        Assert.Equal(
            [
                Next(1, """{"copies":1}"""),
                "event: next\ndata: {\"errors\":[{\"message\":\"The next event could not be loaded: subscribe again after 'cursor' to have it, or after 'failed' to go on without it.\",\"extensions\":{\"code\":\"SUBSCRIPTION_FAILED\",\"failed\":\"2\",\"traceId\":\"…\",\"cursor\":\"1\"}}]}",
                Complete,
            ],
            events
        );
        Assert.Equal(Retries + 1, server.Logs.Errors.Count);
    }

    [Fact]
    public async Task An_event_of_which_a_part_goes_on_failing_comes_with_what_there_is_and_its_error()
    {
        await using var server = await StartAsync();

        var events = await HearAsync(server, "id copiesIfKnown", [-2, 3]);

        Assert.Contains("INTERNAL", events[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"bookAdded":{"id":2,"copiesIfKnown":null}}}""", events[0], StringComparison.Ordinal);
        Assert.Equal(Next(3, """{"id":3,"copiesIfKnown":3}"""), events[1]);
    }

    private static Task<ToyHost> StartAsync() =>
        ToyHost.StartAsync(options =>
        {
            options.EventKeyOf = book => (book as Book)?.Id;
            options.EventRetries = Retries;
            options.EventRetryPause = TimeSpan.FromMilliseconds(1);
        });

    private static string Next(int id, string book) => $"id: {id}\nevent: next\ndata: {{\"data\":{{\"bookAdded\":{book}}}}}";

    /// <summary>Publishes books one after another and hears of each, or of the end; a book of a number below zero cannot be loaded.</summary>
    private static async Task<List<string>> HearAsync(ToyHost server, string fields, int[] books)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = JsonContent.Create(new { query = $"subscription {{ bookAdded {{ {fields} }} }}" }),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        await server.Library.Added.SubscribersAsync(1, Cancel);
        await EventAsync(reader);
        var heard = new List<string>();
        foreach (var book in books)
        {
            if (book < 0)
            {
                server.Library.Failures = Retries + 1;
            }
            server.Library.Added.Publish(server.Library.Book(Math.Abs(book)));
            heard.Add(await EventAsync(reader));
            if (heard[^1].Contains("SUBSCRIPTION_FAILED", StringComparison.Ordinal))
            {
                heard.Add(await EventAsync(reader));
                break;
            }
        }
        return heard;
    }

    private static async Task<string> EventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(Cancel) is { Length: > 0 } line)
        {
            lines.Add(TraceId().Replace(line, "\"traceId\":\"…\""));
        }
        return string.Join('\n', lines);
    }

    [GeneratedRegex("\"traceId\":\"[0-9a-f]{32}\"")]
    private static partial Regex TraceId();
}
