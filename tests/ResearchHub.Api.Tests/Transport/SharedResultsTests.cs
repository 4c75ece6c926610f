using GraphQL;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Api.Transport;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>Who is given a result that was made for another.</summary>
public sealed class SharedResultsTests
{
    private static readonly SharedEventKey Key = new(new GraphQLOperationDefinition(new GraphQLSelectionSet([])), "", "anybody", 1);

    private readonly TestClock _clock = new();
    private readonly SharedResults _shared;
    private int _made;

    public SharedResultsTests() => _shared = new SharedResults(_clock);

    [Fact]
    public async Task Streams_that_began_before_share_one_making_while_it_lasts_and_for_a_moment_after()
    {
        var streams = Enumerable.Range(0, 10).Select(_ => _shared.Now()).ToList();
        var making = new TaskCompletionSource<EventResult>();
        var meanwhile = streams.ConvertAll(since => _shared.GetAsync(Key, since, () => Count(making.Task)));
        making.SetResult(Good());
        await Task.WhenAll(meanwhile);

        _clock.Advance(SharedResults.Lifetime / 2);
        await _shared.GetAsync(Key, streams[0], MakeAsync);

        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_stream_that_begins_later_gets_nothing_that_is_older_than_itself()
    {
        await _shared.GetAsync(Key, _shared.Now(), MakeAsync);

        await _shared.GetAsync(Key, _shared.Now(), MakeAsync);

        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task A_stream_that_is_late_gets_nothing_that_was_made_long_ago()
    {
        var (first, second) = (_shared.Now(), _shared.Now());
        await _shared.GetAsync(Key, first, MakeAsync);

        _clock.Advance(SharedResults.Lifetime + TimeSpan.FromMinutes(1));
        await _shared.GetAsync(Key, second, MakeAsync);

        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task Of_many_results_the_last_are_kept()
    {
        var since = _shared.Now();
        for (var n = 0; n <= SharedResults.Most; n++)
        {
            await _shared.GetAsync(Key with { Event = n }, since, MakeAsync);
        }
        var made = _made;

        await _shared.GetAsync(Key with { Event = SharedResults.Most }, since, MakeAsync);
        await _shared.GetAsync(Key with { Event = 0 }, since, MakeAsync);

        Assert.Equal(made + 1, _made);
    }

    [Theory]
    [InlineData(ErrorCodes.Internal, 2)]
    [InlineData(ErrorCodes.Timeout, 2)]
    [InlineData(ErrorCodes.Forbidden, 1)]
    public async Task A_fault_is_kept_for_nobody_and_a_refusal_is(string code, int made)
    {
        var (first, second) = (_shared.Now(), _shared.Now());
        await _shared.GetAsync(Key, first, () => Count(Task.FromResult(Result(new ExecutionError("No.") { Code = code }))));

        await _shared.GetAsync(Key, second, MakeAsync);

        Assert.Equal(made, _made);
    }

    [Fact]
    public async Task What_throws_is_kept_for_nobody()
    {
        var (first, second) = (_shared.Now(), _shared.Now());
        await Assert.ThrowsAsync<IOException>(() => _shared.GetAsync(Key, first, () => throw new IOException()));

        await _shared.GetAsync(Key, second, MakeAsync);

        Assert.Equal(1, _made);
    }

    private static EventResult Good() => EventResult.Of(new ExecutionResult { Executed = true }, 1);

    private static EventResult Result(ExecutionError error) => EventResult.Of(new ExecutionResult(error), 1);

    private Task<EventResult> MakeAsync() => Count(Task.FromResult(Good()));

    private Task<EventResult> Count(Task<EventResult> result)
    {
        _made++;
        return result;
    }
}
