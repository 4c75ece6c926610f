using Lucene.Net.Index;
using Lucene.Net.Store;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Files of an index: mapped into memory, except those that are read once from end to end or in single pieces. Mapped, these would
/// count as memory of the process long after their use, three quarters of the index.
/// </summary>
internal sealed class IndexDirectory : MMapDirectory
{
    private const string StoredTexts = ".fdt";
    private readonly NIOFSDirectory plain;

    public IndexDirectory(string path)
        : base(path)
    {
        plain = new NIOFSDirectory(path);
    }

    /// <summary>Opens an index for a moment.</summary>
    /// <param name="everyByte">Whether each file is read against its checksum.</param>
    /// <exception cref="IOException">It is missing or damaged.</exception>
    public static void Check(string path, bool everyByte)
    {
        using var files = new IndexDirectory(path);
        using var reader = DirectoryReader.Open(files);
        foreach (var leaf in everyByte ? reader.Leaves : [])
        {
            leaf.AtomicReader.CheckIntegrity();
        }
    }

    public override IndexInput OpenInput(string name, IOContext context) =>
        context.Context == IOContext.UsageContext.MERGE || name.EndsWith(StoredTexts, StringComparison.Ordinal)
            ? plain.OpenInput(name, context)
            : base.OpenInput(name, context);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            plain.Dispose();
        }
        base.Dispose(disposing);
    }
}
