using System.Text;
using System.Text.Json;
using ResearchHub.Core.Search;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Querying;

public sealed class SpellSerbianTests
{
    private const int Queries = 200;
    private const string Cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static readonly string[] Latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".Split(' ');

    [Fact]
    public async Task Three_spellings_of_200_queries_give_the_same_records_in_the_same_order()
    {
        var labels = Labels().Distinct().ToList();
        await using var index = TestIndex.Open();
        var records = labels.Select(
            (label, number) =>
                TestIndex.Study(
                    number + 1,
                    number % 2 == 0 ? label : ToLatin(label),
                    labels[(number * 7) % labels.Count],
                    number % 2 == 0 ? "sr-Cyrl" : "sr-Latn"
                )
        );
        await index.Index.RebuildAsync(records.ToAsyncEnumerable(), new(1, 1), null, TestContext.Current.CancellationToken);
        await index.Index.Finished;
        var found = 0;

        foreach (var query in labels.Take(Queries))
        {
            var cyrillic = await index.Ids(query);
            found += cyrillic.Count;

            Assert.Equal(cyrillic, await index.Ids(ToLatin(query)));
            Assert.Equal(cyrillic, await index.Ids(WithoutDiacritics(ToLatin(query))));
        }

        Assert.True(labels.Count >= Queries);
        Assert.True(found > 5 * Queries);
    }

    /// <summary>Serbian names of the shipped concepts.</summary>
    private static IEnumerable<string> Labels()
    {
        foreach (
            var file in Directory.EnumerateFiles(Path.Combine(Repository.Seed, "vocabularies"), "*.json").Order(StringComparer.Ordinal)
        )
        {
            using var scheme = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var concept in scheme.RootElement.GetProperty("concepts").EnumerateArray())
            {
                if (concept.GetProperty("labels").TryGetProperty("sr-Cyrl", out var label))
                {
                    yield return label.GetString()!;
                }
            }
        }
    }

    private static string ToLatin(string text)
    {
        var latin = new StringBuilder();
        foreach (var sign in text)
        {
            var at = Cyrillic.IndexOf(char.ToLowerInvariant(sign));
            latin.Append(
                at < 0 ? sign.ToString()
                : char.IsUpper(sign) ? char.ToUpperInvariant(Latin[at][0]) + Latin[at][1..]
                : Latin[at]
            );
        }
        return latin.ToString();
    }

    private static string WithoutDiacritics(string text) =>
        text.Replace("đ", "dj")
            .Replace("Đ", "Dj")
            .Replace('š', 's')
            .Replace('Š', 'S')
            .Replace('č', 'c')
            .Replace('Č', 'C')
            .Replace('ć', 'c')
            .Replace('Ć', 'C')
            .Replace('ž', 'z')
            .Replace('Ž', 'Z');
}
