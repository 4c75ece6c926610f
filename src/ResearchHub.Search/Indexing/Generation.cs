using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing.Bulk;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// One index on disk, open for writing and reading. Writers may call from several threads; <see cref="Refresh"/> and
/// <see cref="Commit"/> exclude each other.
/// </summary>
internal sealed class Generation : IDisposable
{
    private static long snapshots;

    private readonly IndexDirectory directory;
    private readonly GuardedWriter writer;
    private readonly PatientMergePolicy merging = new();
    private readonly long bufferSize;
    private readonly int parallelFrom;
    private readonly VocabularyFile vocabulary;
    private readonly FacetDictionaries dictionaries = new();
    private readonly ConditionalWeakTable<object, SegmentColumns> columns = [];
    private readonly Lock gate = new();
    private readonly ConcurrentBag<DocumentBuilder> builders = [];
    private readonly CancellationTokenSource closing = new();
    private IndexSnapshot snapshot;
    private FeedPosition applied;
    private ITextEmbedder? embedder;
    private bool disposed;

    private Generation(string path, SearchOptions options)
    {
        Path = path;
        Closing = closing.Token;
        bufferSize = (long)options.WriteBufferMegabytes << 20;
        parallelFrom = options.ParallelFrom;
        directory = new IndexDirectory(path);
        try
        {
            vocabulary = new VocabularyFile(path);
            embedder = LatentSemantics.Load(ModelPath);
            writer = GuardedWriter.Open(directory, merging, options, Name);
            applied = writer.Committed;
            snapshot = CreateSnapshot(DirectoryReader.Open(writer.Writer, applyAllDeletes: true), applied);
        }
        catch
        {
            writer?.Writer.Dispose(waitForMerges: false);
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Cancelled when this generation is disposed: what works on it in the background ends.</summary>
    public CancellationToken Closing { get; }
    public string Path { get; }
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the model of this generation's meanings is kept.</summary>
    public string ModelPath => System.IO.Path.Combine(Path, "meaning.lsa");

    /// <summary>Position up to which everything was applied, visible or not.</summary>
    public FeedPosition Applied
    {
        get
        {
            lock (gate)
            {
                return applied;
            }
        }
    }

    /// <inheritdoc cref="GuardedWriter.IsBroken" />
    public bool IsBroken => writer.IsBroken;

    /// <summary>Creates an empty index in a new folder.</summary>
    public static Generation Create(string path, SearchOptions options)
    {
        Directory.CreateDirectory(path);
        return new Generation(path, options);
    }

    /// <summary>Opens an index that was committed before.</summary>
    /// <exception cref="IOException">It is missing or damaged, or another process has it open.</exception>
    public static Generation Open(string path, SearchOptions options)
    {
        if (!File.Exists(VocabularyFile.PathIn(path)))
        {
            throw new FileNotFoundException("The vocabulary of the index is missing.", VocabularyFile.PathIn(path));
        }
        IndexDirectory.Check(path, everyByte: options.VerifyAtStart);
        return new Generation(path, options);
    }

    /// <summary>The newest snapshot, entered: the caller leaves it. Null when the generation is closed.</summary>
    public IndexSnapshot? TryEnter()
    {
        while (!Volatile.Read(ref disposed))
        {
            var current = Volatile.Read(ref snapshot);
            if (current.TryEnter())
            {
                return current;
            }
        }
        return null;
    }

    public void Put(SearchDocument record)
    {
        vocabulary.Learn(record);
        var builder = builders.TryTake(out var free) ? free : new DocumentBuilder();
        writer.Write(index => index.UpdateDocument(IdTerm(record.Id), builder.Build(record)));
        builders.Add(builder);
    }

    /// <summary>Puts many records into a new generation, each of which comes once. <see cref="MergeFilled"/> joins what it leaves in pieces.</summary>
    public Task FillAsync(IAsyncEnumerable<SearchDocument> records, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        merging.Waits = true;
        return Filling.RunAsync(records, () => new SegmentWriter(writer.Writer, vocabulary, bufferSize), progress, cancellationToken);
    }

    /// <summary>Joins the pieces that a filling left and shows the result; ends early when the generation is closed.</summary>
    public void MergeFilled()
    {
        if (!merging.Waits)
        {
            return;
        }
        merging.Waits = false;
        writer.Write(index => index.MaybeMerge());
        writer.Writer.WaitForMerges();
        lock (gate)
        {
            if (!disposed)
            {
                Commit();
                Refresh();
            }
        }
    }

    public void Delete(long id) => writer.Write(index => index.DeleteDocuments(IdTerm(id)));

    /// <summary>All before <paramref name="position"/> was applied.</summary>
    public void MoveTo(FeedPosition position)
    {
        lock (gate)
        {
            applied = position;
        }
    }

    /// <summary>Makes what was applied visible; false when there was nothing new.</summary>
    public bool Refresh()
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }
            DirectoryReader? reader = null;
            writer.Write(index => reader = DirectoryReader.OpenIfChanged(snapshot.Reader, index, applyAllDeletes: true));
            if (reader is null && snapshot.Position == applied)
            {
                return false;
            }
            if (reader is null)
            {
                reader = snapshot.Reader;
                reader.IncRef();
            }
            var old = snapshot;
            Volatile.Write(ref snapshot, CreateSnapshot(reader, applied));
            old.Leave();
            return true;
        }
    }

    /// <summary>Searches from now on also compare meanings by this model.</summary>
    public void Use(ITextEmbedder model)
    {
        lock (gate)
        {
            if (!disposed)
            {
                embedder = model;
                snapshot.Reader.IncRef();
                var old = snapshot;
                Volatile.Write(ref snapshot, CreateSnapshot(old.Reader, old.Position));
                old.Leave();
            }
        }
    }

    /// <summary>Makes what was applied durable.</summary>
    public void Commit()
    {
        lock (gate)
        {
            vocabulary.Save();
            writer.Commit(applied);
        }
    }

    /// <summary>Lets go of the files without writing, so that the index can be opened again; its snapshots stay readable.</summary>
    public void GiveUp()
    {
        lock (gate)
        {
            writer.GiveUp();
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        lock (gate)
        {
            Volatile.Write(ref disposed, true);
            snapshot.Leave();
            writer.Close();
            directory.Dispose();
        }
        closing.Dispose();
    }

    private static Term IdTerm(long id) => new(IndexFields.Id, id.ToString(CultureInfo.InvariantCulture));

    /// <param name="position">Up to which the reader shows what was applied.</param>
    private IndexSnapshot CreateSnapshot(DirectoryReader reader, FeedPosition position) =>
        new(
            reader,
            position,
            vocabulary.Current,
            dictionaries,
            columns,
            Interlocked.Increment(ref snapshots),
            Name,
            embedder,
            parallelFrom
        );
}
