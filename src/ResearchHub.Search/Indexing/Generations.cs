using Microsoft.Extensions.Logging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Which generation is in use: opens the last one, builds the next one beside it, swaps them, and afterwards joins its segments and trains its
/// model, again when the records have doubled, on a thread that gives way. Disposing waits for that thread.
/// </summary>
internal sealed class Generations : IAsyncDisposable
{
    private const int LargeIndex = 100_000;

    private readonly SearchOptions options;
    private readonly ILogger logger;
    private readonly GenerationFolder folder;
    private readonly Lock finishing = new();
    private int failedAt;
    private Generation current;
    private volatile bool disposed;

    /// <summary>Opens the generation in use; where there is none that can be used, an empty one.</summary>
    public Generations(SearchOptions options, ILogger logger)
    {
        this.options = options;
        this.logger = logger;
        folder = new GenerationFolder(options.Directory);
        current = OpenCurrent() ?? Generation.Create(folder.Next(), options);
        Finish(current);
    }

    public Generation Current => Volatile.Read(ref current);

    /// <summary>True when nothing usable was found, until a generation was built.</summary>
    public bool NeedsRebuild { get; private set; }

    /// <summary>Ends when the generation in use is in one piece and has its model.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>The newest snapshot, entered: the caller leaves it.</summary>
    public IndexSnapshot Enter()
    {
        while (true)
        {
            if (Current.TryEnter() is { } snapshot)
            {
                return snapshot;
            }
            ObjectDisposedException.ThrowIf(disposed, this);
        }
    }

    /// <summary>What some work finds in the newest snapshot.</summary>
    public T Read<T>(Func<IndexSnapshot, T> work)
    {
        var snapshot = Enter();
        try
        {
            return work(snapshot);
        }
        finally
        {
            snapshot.Leave();
        }
    }

    /// <summary>A new generation of all records; nobody uses it yet.</summary>
    public async Task<Generation> BuildAsync(
        IAsyncEnumerable<SearchDocument> documents,
        FeedPosition position,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        folder.RemoveUnfinished(Current.Path);
        var built = Generation.Create(folder.Next(), options);
        try
        {
            await built.FillAsync(documents, progress, cancellationToken);
            built.MoveTo(position);
            built.Commit();
            built.Refresh();
            return built;
        }
        catch
        {
            Discard(built);
            throw;
        }
    }

    /// <summary>Removes a generation that did not come into use.</summary>
    public void Discard(Generation built)
    {
        if (built != Current)
        {
            built.Dispose();
            Directory.Delete(built.Path, recursive: true);
        }
    }

    /// <summary>Uses a generation from now on; the one before it is closed and kept on disk. Nobody may be writing.</summary>
    public void Use(Generation built)
    {
        folder.Use(built.Path);
        var old = Interlocked.Exchange(ref current, built);
        NeedsRebuild = false;
        old.Dispose();
        folder.Clean(built.Path, old.Path);
    }

    /// <summary>
    /// Where a write has failed: opens the generation in use again, as of its last commit, and uses it once a first write has succeeded. Until then what was
    /// visible stays so. Nobody may be writing.
    /// </summary>
    /// <returns>Whether it was needed.</returns>
    /// <exception cref="IOException">It still cannot be written.</exception>
    public bool Restore()
    {
        var broken = Current;
        if (!broken.IsBroken)
        {
            return false;
        }
        broken.GiveUp();
        var opened = Generation.Open(broken.Path, options with { VerifyAtStart = false });
        try
        {
            opened.Commit();
        }
        catch
        {
            opened.Dispose();
            throw;
        }
        Volatile.Write(ref current, opened);
        broken.Dispose();
        logger.IndexRestored(opened.Name, opened.Applied.ToString());
        Finish(opened);
        return true;
    }

    /// <summary>Begins to join the segments of a generation and to train its model where that is due.</summary>
    public void Finish(Generation generation) =>
        Start(
            generation,
            () =>
            {
                generation.MergeFilled();
                if (TrainWhereDue(generation))
                {
                    OnSnapshot(generation, GiveMemoryBack);
                }
            }
        );

    /// <summary>Begins to train the model of a generation where records came in for which that is due, unless something is being finished.</summary>
    public void Grow(Generation generation)
    {
        lock (finishing)
        {
            if (Finished.IsCompleted && IsTrainingDue(generation) && HasGrownSinceFailure(generation))
            {
                Start(generation, () => TrainWhereDue(generation));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        Current.Dispose();
        await Finished.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One at a time: what is done for a generation that was replaced ends soon.</summary>
    private void Start(Generation generation, Action work)
    {
        lock (finishing)
        {
            var before = Finished;
            Finished = PatientThread.Run(() =>
            {
                ((IAsyncResult)before).AsyncWaitHandle.WaitOne();
                try
                {
                    work();
                    OnSnapshot(generation, snapshot => MeaningTrainer.Warm(snapshot, snapshot.Embedder, generation.Closing));
                }
                catch (Exception) when (generation.Closing.IsCancellationRequested)
                {
                    // Nobody searches it any more; its writer may have been closed under this.
                }
                catch (Exception error)
                {
                    // Searches go on as they are; it is tried again when there are many more records, or at the next start.
                    OnSnapshot(generation, snapshot => Volatile.Write(ref failedAt, snapshot.Reader.NumDocs));
                    logger.FinishFailed(generation.Name, error);
                }
            });
        }
    }

    private bool HasGrownSinceFailure(Generation generation)
    {
        var hasGrown = false;
        OnSnapshot(generation, snapshot => hasGrown = snapshot.Reader.NumDocs >= 2L * Volatile.Read(ref failedAt));
        return hasGrown;
    }

    /// <summary>Whether a model was trained; again and again while records come in faster than that.</summary>
    private bool TrainWhereDue(Generation generation)
    {
        var isTrained = false;
        for (; IsTrainingDue(generation); isTrained = true)
        {
            OnSnapshot(generation, snapshot => Train(generation, snapshot));
        }
        return isTrained;
    }

    private static bool IsTrainingDue(Generation generation)
    {
        var isDue = false;
        OnSnapshot(generation, snapshot => isDue = MeaningTrainer.IsDue(snapshot));
        return isDue;
    }

    private void Train(Generation generation, IndexSnapshot snapshot)
    {
        var model = MeaningTrainer.Train(snapshot, generation.Closing);
        // Before anybody searches by it: each query would make what is missing.
        MeaningTrainer.Warm(snapshot, model, generation.Closing);
        generation.Use(model);
        try
        {
            model.Save(generation.ModelPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.ModelNotKept(generation.Name, error);
        }
    }

    /// <summary>A large rebuild leaves behind more free memory than searches will ever need.</summary>
    private static void GiveMemoryBack(IndexSnapshot snapshot)
    {
        if (snapshot.Reader.NumDocs > LargeIndex)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static void OnSnapshot(Generation generation, Action<IndexSnapshot> work)
    {
        if (generation.TryEnter() is { } snapshot)
        {
            try
            {
                work(snapshot);
            }
            finally
            {
                snapshot.Leave();
            }
        }
    }

    private Generation? OpenCurrent()
    {
        if (folder.Current() is not { } path)
        {
            NeedsRebuild = true;
            return null;
        }
        try
        {
            var opened = Generation.Open(path, options);
            logger.IndexOpened(opened.Name, opened.Applied.ToString());
            return opened;
        }
        catch (Exception error) when (error is not Lucene.Net.Store.LockObtainFailedException and not UnauthorizedAccessException)
        {
            logger.IndexUnusable(Path.GetFileName(path), error);
            NeedsRebuild = true;
            return null;
        }
    }
}
