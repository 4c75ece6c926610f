using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>How many events of one stream are under way.</summary>
public sealed class EventFlowTests
{
    private const int Places = 16;

    private readonly EventFlow _flow = new(new UnfinishedWork());
    private readonly List<EventFlow.Handover> _taken = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_takes_its_time_holds_back_those_far_behind_it()
    {
        for (var n = 0; n < Places; n++)
        {
            await SendAsync(n);
        }
        var next = SendAsync(Places);
        foreach (var later in _taken.Skip(1))
        {
            later.Dispose();
        }
        var isHeldBack = !next.IsCompleted;

        _taken[0].Dispose();
        await next;
        var following = Enumerable.Range(Places + 1, Places - 1).Select(SendAsync).ToArray();
        await Task.WhenAll(following);

        Assert.True(isHeldBack);
        Assert.Equal(2 * Places, _taken.Count);
        Assert.False(SendAsync(2 * Places).IsCompleted);
    }

    private Task SendAsync(int number) => _flow.SendAsync(new Taking(_flow, _taken), number, FeedPosition.Start, Cancel);

    private sealed class Taking(EventFlow flow, List<EventFlow.Handover> taken) : IObserver<int>
    {
        public void OnNext(int value) => taken.Add(flow.Take()!);

        public void OnCompleted()
        {
            // Nothing here ends.
        }

        public void OnError(Exception error) => Assert.Fail(error.Message);
    }
}
