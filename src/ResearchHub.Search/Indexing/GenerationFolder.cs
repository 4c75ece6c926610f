using System.Globalization;
using Lucene.Net.Index;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// The folder with the generations: <c>hash-number</c> each, and a file <c>CURRENT</c> that names the one in use. A new one is built
/// beside it and named by replacing that file, which is one step on any file system.
/// </summary>
internal sealed class GenerationFolder(string root)
{
    private const string CurrentFile = "CURRENT";

    /// <summary>Path of the generation in use; null when there is none of this schema and analysis.</summary>
    public string? Current()
    {
        var name = CurrentName();
        var path = Path.Combine(root, name);
        return name.StartsWith(IndexFields.Hash + "-", StringComparison.Ordinal) && Directory.Exists(path) ? path : null;
    }

    /// <summary>Path for the next generation.</summary>
    public string Next()
    {
        Directory.CreateDirectory(root);
        var last = Generations().Select(NumberOf).DefaultIfEmpty(0).Max();
        return Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{IndexFields.Hash}-{last + 1:D4}"));
    }

    /// <summary>
    /// Removes what builds left that did not end, which are later than the one in use: where the server is killed again and again while it builds, they
    /// would fill the disk. What another process has open stays.
    /// </summary>
    public void RemoveUnfinished(string opened)
    {
        var last = NumberOf(CurrentName());
        foreach (var path in Generations().Where(path => path != opened && NumberOf(path) > last && !IsLocked(path)).ToList())
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>From now on this generation is the one in use.</summary>
    public void Use(string path)
    {
        var file = Path.Combine(root, CurrentFile);
        var temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(Path.GetFileName(path));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Removes all generations but the one in use and the one before it.</summary>
    public void Clean(params string?[] keep)
    {
        foreach (var path in Generations().Where(path => !keep.Contains(path, StringComparer.Ordinal)))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static bool IsLocked(string path)
    {
        using var files = new IndexDirectory(path);
        return IndexWriter.IsLocked(files);
    }

    /// <summary>What stands in the file that names the one in use, of whichever schema; empty without one.</summary>
    private string CurrentName()
    {
        var file = Path.Combine(root, CurrentFile);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }

    private IEnumerable<string> Generations() =>
        Directory.Exists(root) ? Directory.EnumerateDirectories(root).Where(path => NumberOf(path) > 0) : [];

    private static int NumberOf(string path)
    {
        var name = Path.GetFileName(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash == 8 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
    }
}
