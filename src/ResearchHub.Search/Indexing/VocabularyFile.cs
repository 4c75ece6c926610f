using System.Text.Json;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// The vocabulary of a generation, in a file beside its index. Written whole, to another name first, and always before the index
/// commits: a crash leaves one that knows at least what the index knows.
/// </summary>
internal sealed class VocabularyFile
{
    private const string FileName = "vocabulary.json";
    private readonly Lock gate = new();
    private readonly string path;
    private readonly Dictionary<string, VocabularyEntry> entries = new(StringComparer.Ordinal);
    private Vocabulary current = Vocabulary.Empty;
    private bool changed;
    private long version = 1;
    private long saved;

    /// <summary>Reads what is there.</summary>
    public VocabularyFile(string folder)
    {
        path = PathIn(folder);
        if (File.Exists(path))
        {
            foreach (var entry in JsonSerializer.Deserialize<List<VocabularyEntry>>(File.ReadAllBytes(path)) ?? [])
            {
                entries[entry.Key] = entry;
            }
            changed = true;
            saved = version;
        }
    }

    /// <summary>Where it is, from the first commit of its generation on.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>All entries seen so far.</summary>
    public Vocabulary Current
    {
        get
        {
            lock (gate)
            {
                if (changed)
                {
                    current = new Vocabulary([.. entries.Values]);
                    changed = false;
                }
                return current;
            }
        }
    }

    public void Learn(SearchDocument record)
    {
        lock (gate)
        {
            foreach (var concept in record.Concepts)
            {
                Put(VocabularyEntry.Of(concept));
            }
            foreach (var place in record.Places)
            {
                Put(VocabularyEntry.Of(place));
            }
        }
    }

    public void Save()
    {
        byte[] bytes;
        long written;
        lock (gate)
        {
            if (saved == version)
            {
                return;
            }
            bytes = JsonSerializer.SerializeToUtf8Bytes(entries.Values);
            written = version;
        }
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        lock (gate)
        {
            saved = written;
        }
    }

    private void Put(VocabularyEntry? entry)
    {
        if (
            entry is null
            || (entries.TryGetValue(entry.Key, out var known) && Same(known.Labels, entry.Labels) && Same(known.Synonyms, entry.Synonyms))
        )
        {
            return;
        }
        entries[entry.Key] = entry;
        changed = true;
        version++;
    }

    private static bool Same(IReadOnlyList<LocalizedText> left, IReadOnlyList<LocalizedText> right) =>
        ReferenceEquals(left, right) || left.SequenceEqual(right);
}
