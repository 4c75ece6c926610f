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
