namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>
/// Work that goes on for a moment when its connection has ended: an event that is being loaded, a listener who takes leave. A server that stops finishes it
/// before it disposes of what that needs, the pools of connections above all.
/// </summary>
public sealed class UnfinishedWork : IHostedLifecycleService
{
    private int _count;
    private TaskCompletionSource? _ended;

    /// <summary>Begins some work, which is finished when what this gives is disposed of, once.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Work(this);
    }

    /// <summary>All connections have ended by now, so that hardly anything is begun any more.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _ended, ended);
            if (Interlocked.CompareExchange(ref _count, 0, 0) == 0)
            {
                return;
            }
            await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void End()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Volatile.Read(ref _ended)?.TrySetResult();
        }
    }

    private sealed class Work(UnfinishedWork owner) : IDisposable
    {
        public void Dispose() => owner.End();
    }
}
