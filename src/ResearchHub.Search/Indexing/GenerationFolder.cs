using System.Globalization;
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
        var file = Path.Combine(root, CurrentFile);
        if (!File.Exists(file))
        {
            return null;
        }
        var name = File.ReadAllText(file).Trim();
        var path = Path.Combine(root, name);
        return name.StartsWith(IndexFields.Hash + "-", StringComparison.Ordinal) && Directory.Exists(path) ? path : null;
    }

    /// <summary>Path for the next generation; leftovers of a build that did not end are removed.</summary>
    public string Next()
    {
        Directory.CreateDirectory(root);
        var last = Generations().Select(NumberOf).DefaultIfEmpty(0).Max();
        return Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{IndexFields.Hash}-{last + 1:D4}"));
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
