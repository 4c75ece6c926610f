using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Results of a subscription, waiting to be sent. A subscriber that falls too far behind gets the error SUBSCRIPTION_LAGGED and the
/// end of its stream, never a gap: it comes back with its last cursor.
/// </summary>
internal sealed class ResultStream : IObserver<ExecutionResult>, IDisposable
{
    private readonly Channel<ExecutionResult> _waiting;
    private readonly int _capacity;
    private readonly IDisposable _subscription;
    private int _lagged;

    public ResultStream(IObservable<ExecutionResult> source, int capacity)
    {
        _capacity = capacity;
        _waiting = Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(capacity) { SingleReader = true });
        TransportTelemetry.Streams.Add(1);
        _subscription = source.Subscribe(this);
    }

    public async IAsyncEnumerable<ExecutionResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var result in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            yield return result;
        }
        if (Volatile.Read(ref _lagged) == 1)
        {
            yield return new ExecutionResult(
                new LimitError(
                    ErrorCodes.SubscriptionLagged,
                    $"More than {_capacity} results were waiting; subscribe again after the last cursor.",
                    _capacity
                )
            );
        }
    }

    public void OnNext(ExecutionResult value)
    {
        if (_waiting.Writer.TryWrite(value))
        {
            if (value.Errors is [AccessEndedError])
            {
                _waiting.Writer.TryComplete();
            }
            return;
        }
        if (_waiting.Reader.Completion.IsCompleted || _waiting.Reader.Count < _capacity)
        {
            return;
        }
        Volatile.Write(ref _lagged, 1);
        _waiting.Writer.TryComplete();
    }

    public void OnError(Exception error)
    {
        var shown = error as ExecutionError ?? new ExecutionError("The subscription failed.") { Code = ErrorCodes.Internal };
        OnNext(new ExecutionResult(shown));
        _waiting.Writer.TryComplete();
    }

    public void OnCompleted() => _waiting.Writer.TryComplete();

    public void Dispose()
    {
        _subscription.Dispose();
        _waiting.Writer.TryComplete();
        TransportTelemetry.Streams.Add(-1);
    }
}
