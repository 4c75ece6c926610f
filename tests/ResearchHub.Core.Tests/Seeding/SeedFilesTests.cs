using System.IO.Compression;
using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

/// <summary>The files of <c>seed/</c> hold together before anything is loaded from them.</summary>
public sealed class SeedFilesTests
{
    public static TheoryData<string> Schemes =>
        new(Directory.EnumerateFiles(Path.Combine(Repository.Seed, "vocabularies"), "*.json").Select(file => Path.GetFileName(file)));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Concepts_have_one_notation_each_and_point_to_concepts_of_their_scheme(string file)
    {
        var scheme = Read(Path.Combine("vocabularies", file));
        var concepts = scheme.GetProperty("concepts").EnumerateArray().ToList();
        var notations = concepts.Select(concept => concept.GetProperty("notation").GetString()!).ToList();
        var pointed = concepts.SelectMany(concept => Strings(concept, "broader").Concat(Strings(concept, "related")));

        Assert.True(ConstantCase.TryParse<ConceptScheme>(scheme.GetProperty("scheme").GetString(), out _));
        Assert.Equal(notations.Distinct(StringComparer.Ordinal), notations);
        Assert.Empty(pointed.Except(notations, StringComparer.Ordinal));
        Assert.All(concepts, concept => Assert.NotEqual("", concept.GetProperty("labels").GetProperty("en").GetString()));
    }

    [Fact]
    public void Serbian_labels_come_in_both_scripts()
    {
        var labels = Schemes
            .SelectMany(row => Read(Path.Combine("vocabularies", row.Data)).GetProperty("concepts").EnumerateArray())
            .Concat(Read("places.json").GetProperty("places").EnumerateArray())
            .Select(item => item.GetProperty("labels"));

        Assert.All(labels, label => Assert.Equal(label.TryGetProperty("sr-Cyrl", out _), label.TryGetProperty("sr-Latn", out _)));
    }

    [Fact]
    public void Every_parent_of_a_place_is_a_place()
    {
        var places = Read("places.json").GetProperty("places").EnumerateArray().ToList();
        var codes = places.Select(place => place.GetProperty("code").GetString()).ToList();

        Assert.Equal(codes.Distinct(StringComparer.Ordinal), codes);
        Assert.Equal(
            ["001"],
            places.Where(place => place.GetProperty("parent").GetString() is null).Select(place => place.GetProperty("code").GetString())
        );
        Assert.All(places, place => Assert.True(place.GetProperty("parent").GetString() is not { } parent || codes.Contains(parent)));
    }

    [Fact]
    public void Kosovo_bears_the_label_of_the_united_nations()
    {
        var place = Read("places.json")
            .GetProperty("places")
            .EnumerateArray()
            .Single(place => place.GetProperty("code").GetString() == "XK");

        Assert.Equal("Kosovo (UNSCR 1244)", place.GetProperty("labels").GetProperty("en").GetString());
    }

    [Fact]
    public void Every_line_of_the_records_is_strict_json()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Seed, "records"), "*.jsonl.gz").SelectMany(Lines).ToList();

        Assert.Equal(5151, lines.Count);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Themes_map_to_concepts_that_exist()
    {
        var mappings = Read(Path.Combine("mappings", "theme-to-gcm.json")).GetProperty("mappings").EnumerateArray().ToList();

        Assert.Empty(
            mappings.Select(mapping => mapping.GetProperty("theme").GetString()!).Except(Notations("iom-theme"), StringComparer.Ordinal)
        );
        Assert.Empty(
            mappings
                .Select(mapping => mapping.GetProperty("gcmObjective").GetString()!)
                .Except(Notations("gcm-objective"), StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Notations(string scheme) =>
        Read(Path.Combine("vocabularies", scheme + ".json"))
            .GetProperty("concepts")
            .EnumerateArray()
            .Select(concept => concept.GetProperty("notation").GetString()!);

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);

    private static JsonElement Read(string path) => JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Seed, path)));

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
