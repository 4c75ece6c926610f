using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Indexing;

/// <summary>Feeds batches of records to threads of their own, each with its own writer.</summary>
internal static class Filling
{
    // Few records wait, so that most are gone before the collector would have to move them.
    private const int Batch = 32;
    private const int BatchesWaiting = 8;

    /// <summary>Threads that write at once.</summary>
    public static int Threads { get; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <exception cref="Exception">What a thread or the source met first; the others have stopped then.</exception>
    public static async Task RunAsync(
        IAsyncEnumerable<SearchDocument> records,
        Func<IBatchWriter> open,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<SearchDocument[]>(BatchesWaiting);
        var done = 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => StartThread(Drain)).ToList();
        ExceptionDispatchInfo? failure = null;
        try
        {
            await foreach (var batch in records.Chunk(Batch).WithCancellation(stop.Token))
            {
                await batches.Writer.WriteAsync(batch, stop.Token);
            }
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            await stop.CancelAsync();
        }
        batches.Writer.Complete();
        await Task.WhenAll(threads);
        failure?.Throw();

        void Drain()
        {
            try
            {
                var writer = open();
                while (!stop.IsCancellationRequested && batches.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                {
                    while (!stop.IsCancellationRequested && batches.Reader.TryRead(out var batch))
                    {
                        writer.Write(batch);
                        progress?.Report(Interlocked.Add(ref done, batch.Length));
                    }
                }
                if (!stop.IsCancellationRequested)
                {
                    writer.Complete();
                }
            }
            catch
            {
                // Ends the source, whose cancellation is then not what the caller is told.
                stop.Cancel();
                throw;
            }
        }
    }

    private static Task StartThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

/// <summary>Takes the batches of one thread.</summary>
internal interface IBatchWriter
{
    void Write(SearchDocument[] batch);

    /// <summary>There are no more.</summary>
    void Complete();
}
