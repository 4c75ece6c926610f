using GraphQL;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Transport;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>A stream ends with SUBSCRIPTION_LAGGED or gives everything, whoever is faster.</summary>
public sealed class ResultStreamTests
{
    private const int Rounds = 3_000;
    private const int Results = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_reader_and_a_writer_at_once_lose_nothing_without_saying_so(int capacity)
    {
        var lagged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var stream = new ResultStream(new Silence(), capacity);
            var writing = Task.Run(
                () =>
                {
                    for (var number = 1; number <= Results; number++)
                    {
                        stream.OnNext(EventResult.Of(new ExecutionResult(), number));
                    }
                    stream.OnCompleted();
                },
                Cancel
            );

            var (read, cursor) = await ReadAsync(stream);
            await writing;

            Assert.Equal(Enumerable.Range(1, read.Count).Select(number => $"{number}"), read);
            Assert.Equal(cursor ?? $"{Results}", read[^1]);
            lagged += cursor is null ? 0 : 1;
        }
        Assert.NotEqual(0, lagged);
    }

    [Fact]
    public async Task A_stream_that_ended_before_has_not_lagged()
    {
        using var stream = new ResultStream(new Silence(), 1);
        stream.OnNext(EventResult.Of(new ExecutionResult(), 1));
        stream.OnCompleted();
        stream.OnNext(EventResult.Of(new ExecutionResult(), 2));

        Assert.Equivalent((new List<string> { "1" }, (string?)null), await ReadAsync(stream));
    }

    /// <summary>The events that came, and the cursor that the stream ended with when it lagged.</summary>
    private static async Task<(List<string> Read, string? Cursor)> ReadAsync(ResultStream stream)
    {
        var read = new List<string>();
        await foreach (var result in stream.ReadAsync(Cancel))
        {
            if (result is EventResult { EventId: var id })
            {
                read.Add(id);
                continue;
            }
            var error = Assert.Single(result.Errors!);
            Assert.Equal(ErrorCodes.SubscriptionLagged, error.Code);
            return (read, (string)error.Extensions!["cursor"]!);
        }
        return (read, null);
    }

    private sealed class Silence : IObservable<ExecutionResult>, IDisposable
    {
        public IDisposable Subscribe(IObserver<ExecutionResult> observer) => this;

        public void Dispose() { }
    }
}
