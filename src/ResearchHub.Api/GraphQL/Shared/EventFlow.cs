using GraphQL;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>
/// Where a feed hands the events of one stream over to their execution. The engine begins to execute whatever it is given and waits for
/// nothing: without this, who replays a long past would have all of it executed at once, and kept while an early one takes its time.
/// </summary>
/// <param name="unfinished">What the server finishes before it stops.</param>
public sealed class EventFlow(UnfinishedWork unfinished)
{
    private const int MostUnfinished = 16;

    private readonly SemaphoreSlim _places = new(MostUnfinished);
    private readonly Queue<Handover> _inOrder = new();
    private Handover? _handing;

    /// <summary>Begins what a listener does, which is finished when what this gives is disposed of.</summary>
    internal IDisposable Begin() => unfinished.Begin();

    /// <summary>When the stream began, as the engine counts.</summary>
    internal long Since { get; set; }

    /// <summary>Hands an event over as soon as fewer than 16 results are unfinished or wait for one before them.</summary>
    /// <param name="before">Of what came before, from where the event comes again.</param>
    public async Task SendAsync<T>(IObserver<T> observer, T value, FeedPosition before, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var handing = new Handover(this, before);
        lock (_inOrder)
        {
            _inOrder.Enqueue(handing);
        }
        _handing = handing;
        observer.OnNext(value);
        // Nobody took it: the stream has ended.
        Take()?.Dispose();
    }

    /// <summary>The event that is being handed over, to be disposed when its result is finished; null for a source that sends as it likes.</summary>
    internal Handover? Take() => Interlocked.Exchange(ref _handing, null);

    private void Finish(Handover finished)
    {
        lock (_inOrder)
        {
            finished.IsFinished = true;
            while (_inOrder.TryPeek(out var first) && first.IsFinished)
            {
                _inOrder.Dequeue();
                _places.Release();
            }
        }
    }

    internal sealed class Handover(EventFlow flow, FeedPosition before) : IDisposable
    {
        public string Cursor => before.ToString();

        public bool IsFinished { get; set; }

        public void Dispose() => flow.Finish(this);
    }
}

/// <summary>Access to the flow of a subscription from its resolver.</summary>
internal static class EventFlowExtensions
{
    public static EventFlow Flow(this IResolveFieldContext context) => ((OperationContext)context.UserContext).Flow;
}
