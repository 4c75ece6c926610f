using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Results of a subscription, waiting to be sent. A subscriber that falls too far behind gets the error SUBSCRIPTION_LAGGED and the end of its
/// stream, never a gap: it comes back with the cursor in that error. So does one whose next event cannot be loaded, with SUBSCRIPTION_FAILED.
/// </summary>
internal sealed class ResultStream : IObserver<ExecutionResult>, IDisposable
{
    private readonly Channel<ExecutionResult> _waiting;
    private readonly int _capacity;
    private readonly IDisposable _subscription;
    private volatile bool _isClosed;
    private volatile bool _hasLagged;

    public ResultStream(IObservable<ExecutionResult> source, int capacity)
    {
        _capacity = capacity;
        _waiting = Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(capacity) { SingleReader = true });
        TransportTelemetry.Streams.Add(1);
        _subscription = source.Subscribe(this);
    }

    public async IAsyncEnumerable<ExecutionResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        await foreach (var result in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            cursor = (result as EventResult)?.EventId ?? cursor;
            if (result.Errors is [EventFailedError failed])
            {
                failed.Complete(cursor);
            }
            yield return result;
        }
        if (_hasLagged)
        {
            yield return Lagged(cursor);
        }
    }

    public void OnNext(ExecutionResult value)
    {
        if (!_waiting.Writer.TryWrite(value))
        {
            // How full it is now says nothing: the reader may have made room since.
            _hasLagged |= !_isClosed;
            Close();
        }
        else if (value.Errors is [AccessEndedError or EventFailedError])
        {
            Close();
        }
    }

    public void OnError(Exception error)
    {
        var shown = error as ExecutionError ?? new ExecutionError("The subscription failed.") { Code = ErrorCodes.Internal };
        OnNext(new ExecutionResult(shown.Code == ErrorCodes.Internal ? new EventFailedError(shown, cursor: null) : shown));
        Close();
    }

    public void OnCompleted() => Close();

    public void Dispose()
    {
        _subscription.Dispose();
        Close();
        TransportTelemetry.Streams.Add(-1);
    }

    private void Close()
    {
        _isClosed = true;
        _waiting.Writer.TryComplete();
    }

    private ExecutionResult Lagged(string? cursor)
    {
        var error = new LimitError(
            ErrorCodes.SubscriptionLagged,
            $"More than {_capacity} results were waiting; subscribe again after the last cursor.",
            _capacity
        );
        if (cursor is not null)
        {
            error.Extensions!["cursor"] = cursor;
        }
        return new ExecutionResult(error);
    }
}
