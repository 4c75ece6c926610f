using Microsoft.Extensions.Logging;

namespace ResearchHub.Search.Indexing;

/// <summary>Makes changes visible soon after they were applied, not more often than an interval allows. Stopped before what it refreshes.</summary>
internal sealed class RefreshLoop : IAsyncDisposable
{
    private readonly SemaphoreSlim signal = new(0);
    private readonly CancellationTokenSource stop = new();
    private readonly Action refresh;
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task running;
    private TaskCompletionSource publication = NewPublication();
    private int signalled;

    public RefreshLoop(Action refresh, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        this.refresh = refresh;
        this.interval = interval;
        this.time = time;
        this.logger = logger;
        running = Task.Run(RunAsync);
    }

    /// <summary>Ends at the next time something became visible.</summary>
    public Task NextPublication => Volatile.Read(ref publication).Task;

    /// <summary>There is something to make visible.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref signalled, 1) == 0)
        {
            signal.Release();
        }
    }

    /// <summary>Something became visible.</summary>
    public void Publish() => Interlocked.Exchange(ref publication, NewPublication()).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        signal.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await signal.WaitAsync(stop.Token);
            Volatile.Write(ref signalled, 0);
            try
            {
                refresh();
            }
            catch (Exception error)
            {
                // Whatever it was, the next changes are to be seen.
                logger.RefreshFailed(error);
            }
            await Task.Delay(interval, time, stop.Token);
        }
    }

    private static TaskCompletionSource NewPublication() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
