using GraphQL;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>
/// Where a feed hands the events of one stream over to their execution. The engine begins to execute whatever it is given and waits for
/// nothing: without this, who replays a long past would have all of it executed at once.
/// </summary>
public sealed class EventFlow
{
    private const int MostUnfinished = 16;

    private readonly SemaphoreSlim _places = new(MostUnfinished);
    private Handover? _handing;

    /// <summary>When the stream began, as the engine counts.</summary>
    internal long Since { get; set; }

    /// <summary>Hands an event over as soon as fewer than 16 results are unfinished.</summary>
    /// <param name="before">Of what came before, from where the event comes again.</param>
    public async Task SendAsync<T>(IObserver<T> observer, T value, FeedPosition before, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        _handing = new Handover(_places, before);
        observer.OnNext(value);
        // Nobody took it: the stream has ended.
        Take()?.Dispose();
    }

    /// <summary>The event that is being handed over, to be disposed when its result is finished; null for a source that sends as it likes.</summary>
    internal Handover? Take() => Interlocked.Exchange(ref _handing, null);

    internal sealed class Handover(SemaphoreSlim places, FeedPosition before) : IDisposable
    {
        public string Cursor => before.ToString();

        public void Dispose() => places.Release();
    }
}

/// <summary>Access to the flow of a subscription from its resolver.</summary>
internal static class EventFlowExtensions
{
    public static EventFlow Flow(this IResolveFieldContext context) => ((OperationContext)context.UserContext).Flow;
}
