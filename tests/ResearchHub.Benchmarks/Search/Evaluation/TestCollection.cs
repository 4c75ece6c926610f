using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary>A document of a test collection, as its file has it.</summary>
internal sealed record CollectionDocument(string Id, string Title, string Text, string? Keywords, string? Language = null);

/// <summary>Documents, queries and judgements in the layout <c>docs.jsonl[.gz]</c>, <c>queries.tsv</c>, <c>qrels.txt</c> (TREC).</summary>
internal sealed class TestCollection
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly List<SearchDocument> shipped = [];

    private TestCollection(string name) => Name = name;

    public string Name { get; }
    public List<CollectionDocument> Documents { get; } = [];
    public List<(string Id, string Text)> Queries { get; } = [];

    /// <summary>Grades by query, then by document; absent means not relevant.</summary>
    public Dictionary<string, Dictionary<string, int>> Judgements { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a folder; one without documents judges the shipped records.</summary>
    public static async Task<TestCollection> LoadAsync(string folder)
    {
        var collection = new TestCollection(Path.GetFileName(folder));
        if (File.Exists(Path.Combine(folder, "docs.jsonl")) || File.Exists(Path.Combine(folder, "docs.jsonl.gz")))
        {
            foreach (var line in Lines(Path.Combine(folder, "docs.jsonl")))
            {
                collection.Documents.Add(JsonSerializer.Deserialize<CollectionDocument>(line, Json)!);
            }
        }
        else
        {
            foreach (var (name, record) in await SeedRecords.LoadAsync())
            {
                collection.shipped.Add(record);
                collection.Documents.Add(Plain(name, record));
            }
        }
        foreach (var line in File.ReadLines(Path.Combine(folder, "qrels.txt")).Where(line => line.Length > 0))
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (!collection.Judgements.TryGetValue(parts[0], out var grades))
            {
                collection.Judgements[parts[0]] = grades = new Dictionary<string, int>(StringComparer.Ordinal);
            }
            grades[parts[2]] = int.Parse(parts[3], CultureInfo.InvariantCulture);
        }
        foreach (var line in File.ReadLines(Path.Combine(folder, "queries.tsv")).Where(line => line.Length > 0))
        {
            var parts = line.Split('\t');
            if (collection.Judgements.ContainsKey(parts[0]))
            {
                collection.Queries.Add((parts[0], parts[1]));
            }
        }
        return collection;
    }

    /// <summary>The documents as records; a document's number in the list, from 1, is its id.</summary>
    public IEnumerable<SearchDocument> Records() => shipped.Count > 0 ? shipped : MakeRecords();

    private IEnumerable<SearchDocument> MakeRecords() =>
        Documents.Select(
            (document, number) =>
                new SearchDocument
                {
                    Id = number + 1,
                    Kind = RecordKind.Study,
                    Slug = string.Create(CultureInfo.InvariantCulture, $"{Name}-{number + 1}"),
                    Titles = document.Title.Length == 0 ? [] : [new LocalizedText(document.Language ?? "en", document.Title)],
                    Abstracts = document.Text.Length == 0 ? [] : [new LocalizedText(document.Language ?? "en", document.Text)],
                    Concepts = string.IsNullOrEmpty(document.Keywords)
                        ? []
                        : [new SearchConcept(ConceptScheme.FieldOfScience, ["keywords"], [new LocalizedText("en", document.Keywords)], [])],
                }
        );

    /// <summary>All English text of a record, for a search that knows no fields.</summary>
    private static CollectionDocument Plain(string name, SearchDocument record)
    {
        var labels = record.Concepts.SelectMany(concept => concept.Labels).Concat(record.Places.SelectMany(place => place.Labels));
        var people = record.Contributors.Select(person => person.Name);
        var keywords = string.Join(' ', labels.Select(label => label.Text).Concat(people));
        return new CollectionDocument(name, record.Titles[0].Text, record.Abstracts.Count > 0 ? record.Abstracts[0].Text : "", keywords);
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(File.Exists(path) ? path : path + ".gz");
        using var stream = File.Exists(path) ? (Stream)file : new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
