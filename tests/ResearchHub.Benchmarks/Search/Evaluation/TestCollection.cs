using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary>A document of a test collection, as its file has it.</summary>
internal sealed record CollectionDocument(string Id, string Title, string Text, string? Keywords, string? Language = null);

/// <summary>Documents, queries and judgements in the layout <c>docs.jsonl[.gz]</c>, <c>queries.tsv</c>, <c>qrels.txt</c> (TREC).</summary>
internal sealed class TestCollection
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private TestCollection(string name) => Name = name;

    public string Name { get; }
    public List<CollectionDocument> Documents { get; } = [];
    public List<(string Id, string Text)> Queries { get; } = [];

    /// <summary>Grades by query, then by document; absent means not relevant.</summary>
    public Dictionary<string, Dictionary<string, int>> Judgements { get; } = new(StringComparer.Ordinal);

    public static TestCollection Load(string folder)
    {
        var collection = new TestCollection(Path.GetFileName(folder));
        foreach (var line in Lines(Path.Combine(folder, "docs.jsonl")))
        {
            collection.Documents.Add(JsonSerializer.Deserialize<CollectionDocument>(line, Json)!);
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
    public IEnumerable<SearchDocument> Records() =>
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
