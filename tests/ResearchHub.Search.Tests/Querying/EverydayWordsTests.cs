using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>The shipped topics of policy bring everyday words of Serbian to records in English.</summary>
public sealed class EverydayWordsTests
{
    [Theory]
    [InlineData("siromaštvo", "poverty")]
    [InlineData("сиромаштво", "poverty")]
    [InlineData("siromastvo", "poverty")]
    [InlineData("nezaposlenost", "unemployment")]
    [InlineData("mladi", "youth")]
    [InlineData("омладина", "youth")]
    [InlineData("škola", "schools")]
    [InlineData("школе", "schools")]
    [InlineData("posao", "employment")]
    [InlineData("zapošljavanje", "employment")]
    [InlineData("zakon", "legislation")]
    [InlineData("закони", "legislation")]
    [InlineData("obrazovanje", "education")]
    [InlineData("lekari", "health-workers")]
    [InlineData("porez", "taxation")]
    [InlineData("plate", "wages")]
    [InlineData("jobs", "employment")]
    public async Task A_word_finds_the_records_of_its_topic_first(string query, string notation)
    {
        var topics = Topics();
        await using var index = await TestIndex.With([
            .. topics.Select((topic, at) => TestIndex.Study(at + 1, $"A study: {topic.Labels[0].Text}") with { Concepts = [topic] }),
        ]);

        var results = await index.Search(query);

        Assert.Equal(notation, topics[(int)results.Hits[0].Id - 1].Path[0]);
        Assert.Null(results.DidYouMean);
    }

    private static SearchConcept[] Topics()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Seed, "vocabularies", "topics-of-policy.json")));
        Assert.Equal("CC0-1.0", file.RootElement.GetProperty("licence").GetString());
        return
        [
            .. file
                .RootElement.GetProperty("concepts")
                .EnumerateArray()
                .Select(concept => new SearchConcept(
                    ConceptScheme.Topic,
                    [concept.GetProperty("notation").GetString()!],
                    [.. concept.GetProperty("labels").EnumerateObject().Select(label => Text(label.Name, label.Value))],
                    [
                        .. concept
                            .GetProperty("altLabels")
                            .EnumerateObject()
                            .SelectMany(labels => labels.Value.EnumerateArray().Select(label => Text(labels.Name, label))),
                    ]
                )),
        ];
    }

    private static LocalizedText Text(string language, JsonElement text) => new(language, text.GetString()!);
}
