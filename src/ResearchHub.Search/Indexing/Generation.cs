using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing.Bulk;
using ResearchHub.Search.Meaning;
using ResearchHub.Search.Ranking;
using Lock = System.Threading.Lock;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// One index on disk, open for writing and reading. Writers may call from several threads; <see cref="Refresh"/> and
/// <see cref="Commit"/> exclude each other.
/// </summary>
internal sealed class Generation : IDisposable
{
    private const string PositionKey = "position";
    private static long snapshots;

    private readonly IndexDirectory directory;
    private readonly IndexWriter writer;
    private readonly PatientMergePolicy merging = new();
    private readonly long bufferSize;
    private readonly int parallelFrom;
    private readonly VocabularyFile vocabulary;
    private readonly FacetDictionaries dictionaries = new();
    private readonly ConditionalWeakTable<object, SegmentColumns> columns = [];
    private readonly Lock gate = new();
    private readonly Stack<DocumentBuilder> builders = [];
    private readonly CancellationTokenSource closing = new();
    private IndexSnapshot snapshot;
    private FeedPosition applied;
    private ITextEmbedder? embedder;
    private bool disposed;
    private volatile bool isBroken;

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
            writer = new IndexWriter(directory, Configuration(options));
            applied =
                writer.CommitData.TryGetValue(PositionKey, out var text) && FeedPosition.TryParse(text, out var position)
                    ? position
                    : default;
            snapshot = CreateSnapshot(DirectoryReader.Open(writer, applyAllDeletes: true), applied);
        }
        catch
        {
            writer?.Dispose(waitForMerges: false);
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

    /// <summary>
    /// True once a write has failed. Lucene drops the records that it was about to write then, without telling of it later: nothing more is written here,
    /// what was visible stays so, and the index goes on from its last commit when it is opened again.
    /// </summary>
    public bool IsBroken => isBroken;

    /// <summary>Creates an empty index in a new folder.</summary>
    public static Generation Create(string path, SearchOptions options)
    {
        System.IO.Directory.CreateDirectory(path);
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
        using (var files = new IndexDirectory(path))
        {
            using var reader = DirectoryReader.Open(files);
            if (options.VerifyAtStart)
            {
                foreach (var leaf in reader.Leaves)
                {
                    leaf.AtomicReader.CheckIntegrity();
                }
            }
        }
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
        var builder = Rent();
        Write(() => writer.UpdateDocument(IdTerm(record.Id), builder.Build(record)));
        Return(builder);
    }

    /// <summary>Puts many records into a new generation, each of which comes once. <see cref="MergeFilled"/> joins what it leaves in pieces.</summary>
    public Task FillAsync(IAsyncEnumerable<SearchDocument> records, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        merging.Waits = true;
        return Filling.RunAsync(records, () => new SegmentWriter(this), progress, cancellationToken);
    }

    /// <summary>Joins the pieces that a filling left and shows the result; ends early when the generation is closed.</summary>
    public void MergeFilled()
    {
        if (!merging.Waits)
        {
            return;
        }
        merging.Waits = false;
        Write(writer.MaybeMerge);
        writer.WaitForMerges();
        lock (gate)
        {
            if (!disposed)
            {
                Commit();
                Refresh();
            }
        }
    }

    public void Delete(long id) => Write(() => writer.DeleteDocuments(IdTerm(id)));

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
            Write(() => reader = DirectoryReader.OpenIfChanged(snapshot.Reader, writer, applyAllDeletes: true));
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
            writer.SetCommitData(new Dictionary<string, string>(StringComparer.Ordinal) { [PositionKey] = applied.ToString() });
            Write(writer.Commit);
        }
    }

    /// <summary>Lets go of the files without writing, so that the index can be opened again; its snapshots stay readable.</summary>
    public void GiveUp()
    {
        lock (gate)
        {
            try
            {
                writer.Rollback();
            }
            catch (Exception error) when (IsOfDisk(error))
            {
                // The writer is closed all the same; files that it could not remove go when the index is opened.
            }
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        lock (gate)
        {
            Volatile.Write(ref disposed, true);
            snapshot.Leave();
            Close();
            directory.Dispose();
        }
        closing.Dispose();
    }

    /// <summary>Closing commits, which must not be where records were dropped. What is not committed is applied again from the feed.</summary>
    private void Close()
    {
        try
        {
            Write(() => writer.Dispose(waitForMerges: false));
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            GiveUp();
        }
    }

    /// <summary>What joining segments in the background met is told to whoever writes next.</summary>
    private static bool IsOfDisk(Exception error) =>
        error is IOException and not CorruptIndexException or UnauthorizedAccessException or MergePolicy.MergeException;

    /// <exception cref="IOException">The write failed, or one before it.</exception>
    /// <exception cref="InvalidDataException">The files are damaged, which opening them again does not mend: the next start checks them and builds the index anew.</exception>
    private void Write(Action write)
    {
        if (isBroken)
        {
            throw new IOException("A write to the search index has failed; it has to be opened again.");
        }
        try
        {
            write();
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            isBroken = true;
            throw error as IOException ?? new IOException("The search index could not be written.", error);
        }
        catch (CorruptIndexException error)
        {
            isBroken = true;
            throw new InvalidDataException($"The search index {Name} is damaged. Start the server again: it is built anew then.", error);
        }
    }

    private static Term IdTerm(long id) => new(IndexFields.Id, id.ToString(CultureInfo.InvariantCulture));

    private IndexWriterConfig Configuration(SearchOptions options) =>
        new(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
        {
            Similarity = new LengthBm25(),
            RAMBufferSizeMB = options.WriteBufferMegabytes,
            UseCompoundFile = false,
            MergePolicy = merging,
        };

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

    private DocumentBuilder Rent()
    {
        lock (builders)
        {
            return builders.TryPop(out var builder) ? builder : new DocumentBuilder();
        }
    }

    private void Return(DocumentBuilder builder)
    {
        lock (builders)
        {
            builders.Push(builder);
        }
    }

    /// <summary>Gathers the records of one thread and writes a segment whenever the buffer is full.</summary>
    private sealed class SegmentWriter(Generation generation) : IBatchWriter
    {
        private readonly SegmentBuffer buffer = new(new DocumentBuilder());

        public void Write(SearchDocument[] batch)
        {
            foreach (var record in batch)
            {
                generation.vocabulary.Learn(record);
                buffer.Add(record);
            }
            if (buffer.Size >= generation.bufferSize)
            {
                Complete();
            }
        }

        public void Complete()
        {
            if (buffer.Count > 0)
            {
                buffer.Empty(generation.writer);
            }
        }
    }
}
