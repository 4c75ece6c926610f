using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Events;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Indexing;

/// <summary>A writer of an index that writes nothing more once a write has failed.</summary>
/// <param name="name">Of the index, for who reads of its failure.</param>
internal sealed class GuardedWriter(IndexWriter writer, string name)
{
    private const string PositionKey = "position";
    private volatile bool isBroken;

    /// <summary>The writer of an index in a folder, which is made where there is none.</summary>
    public static GuardedWriter Open(IndexDirectory directory, MergePolicy merging, SearchOptions options, string name)
    {
        var configuration = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
        {
            Similarity = new LengthBm25(),
            RAMBufferSizeMB = options.WriteBufferMegabytes,
            UseCompoundFile = false,
            MergePolicy = merging,
        };
        return new GuardedWriter(new IndexWriter(directory, configuration), name);
    }

    /// <summary>For what writes no records, or is guarded by its caller.</summary>
    public IndexWriter Writer => writer;

    /// <summary>
    /// True once a write has failed. Lucene drops the records that it was about to write then, without telling of it later: nothing more is written here,
    /// what was visible stays so, and the index goes on from its last commit when it is opened again.
    /// </summary>
    public bool IsBroken => isBroken;

    /// <exception cref="IOException">The write failed, or one before it.</exception>
    /// <exception cref="InvalidDataException">The files are damaged, which opening them again does not mend: the next start checks them and builds the index anew.</exception>
    public void Write(Action<IndexWriter> write)
    {
        if (isBroken)
        {
            throw new IOException("A write to the search index has failed; it has to be opened again.");
        }
        try
        {
            write(writer);
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            isBroken = true;
            throw error as IOException ?? new IOException("The search index could not be written.", error);
        }
        catch (CorruptIndexException error)
        {
            isBroken = true;
            throw new InvalidDataException($"The search index {name} is damaged. Start the server again: it is built anew then.", error);
        }
    }

    /// <summary>The position of the last commit, of this process or one before.</summary>
    public FeedPosition Committed =>
        writer.CommitData.TryGetValue(PositionKey, out var text) && FeedPosition.TryParse(text, out var position) ? position : default;

    /// <summary>Makes what was written durable, with the position up to which it was.</summary>
    public void Commit(FeedPosition position)
    {
        writer.SetCommitData(new Dictionary<string, string>(StringComparer.Ordinal) { [PositionKey] = position.ToString() });
        Write(index => index.Commit());
    }

    /// <summary>Closes without writing.</summary>
    public void GiveUp()
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

    /// <summary>Closing commits, which must not be where records were dropped. What is not committed is applied again from the feed.</summary>
    public void Close()
    {
        try
        {
            Write(index => index.Dispose(waitForMerges: false));
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            GiveUp();
        }
    }

    /// <summary>What joining segments in the background met is told to whoever writes next.</summary>
    private static bool IsOfDisk(Exception error) =>
        error is IOException and not CorruptIndexException or UnauthorizedAccessException or MergePolicy.MergeException;
}
