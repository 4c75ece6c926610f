using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Core.Seeding;

namespace ResearchHub.Testing;

/// <summary>
/// The shipped bibliographic records with their concepts and places, as the seeding rules give them, without a database. A record's name is
/// <c>source:id</c>; a title that comes again is left out.
/// </summary>
public static class SeedRecords
{
    public static async Task<List<(string Name, SearchDocument Document)>> LoadAsync()
    {
        var files = SeedFiles.Shipped();
        var schemes = await files.SchemesAsync(CancellationToken.None);
        var places = (await files.PlacesAsync(CancellationToken.None)).ToDictionary(place => place.Code, StringComparer.Ordinal);
        var tagger = new ConceptTagger(
            schemes,
            await files.ThemeMappingsAsync(CancellationToken.None),
            await files.TopicMappingsAsync(CancellationToken.None)
        );
        var concepts = schemes
            .SelectMany(scheme =>
                scheme.Concepts.Select(concept => (Key: new ConceptKey(scheme.Scheme, concept.Notation), Concept: concept))
            )
            .ToDictionary(pair => pair.Key, pair => pair.Concept);
        var finder = new PlaceFinder(places.Values);
        var titles = TitleText.WithPlaces(places.Values);

        var records = new List<(string, SearchDocument)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in files.RecordFiles)
        {
            await using var file = File.OpenRead(path);
            await foreach (var line in RecordLineReader.ReadAsync(file, CancellationToken.None))
            {
                if (line.Record is { } record && seen.Add(CleanText.Key(record.Title)))
                {
                    records.Add((record.LocalIdentifier, Document(records.Count + 1, record, titles.Of(record.Title))));
                }
            }
        }
        return records;

        SearchDocument Document(int id, RecordLine record, string title) =>
            new()
            {
                Id = id,
                Kind = RecordKind.Study,
                Slug = $"{record.Source}-{record.SourceId}",
                Titles = [new LocalizedText(record.Languages.Count == 0 ? "und" : "en", title)],
                Abstracts = record.Abstract is null ? [] : [new LocalizedText("und", record.Abstract)],
                Contributors = [.. record.Authors.Select((author, number) => new SearchName((id * 100L) + number, author))],
                Concepts = [.. tagger.Tag(record).Select(Concept)],
                Places = [.. finder.Of(record).Select(Place)],
                Identifiers = record.Doi is null ? [] : ["doi:" + record.Doi.ToLowerInvariant()],
                Year = record.Year,
            };

        SearchConcept Concept(ConceptKey key) =>
            new(
                key.Scheme,
                [key.Notation],
                Texts(concepts[key].Labels),
                [.. concepts[key].AltLabels.SelectMany(pair => pair.Value.Select(text => new LocalizedText(pair.Key, text)))]
            );

        SearchPlace Place(string code) => new([code], Texts(places[code].Labels));
    }

    private static LocalizedText[] Texts(Dictionary<string, string> labels) =>
        [.. labels.Select(pair => new LocalizedText(pair.Key, pair.Value))];
}
