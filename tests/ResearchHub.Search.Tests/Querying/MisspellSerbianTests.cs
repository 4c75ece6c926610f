using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>The shipped records in an index.</summary>
public sealed class SeedIndexFixture : IAsyncLifetime
{
    internal TestIndex Index { get; } = TestIndex.Open();

    public async ValueTask InitializeAsync()
    {
        var records = (await SeedRecords.LoadAsync()).Select(record => record.Document).ToAsyncEnumerable();
        await Index.Index.RebuildAsync(records, new(1, 1), null, TestContext.Current.CancellationToken);
        await Index.Index.Finished;
    }

    public ValueTask DisposeAsync() => Index.DisposeAsync();
}

/// <summary>A Serbian word is misspelt in any of the three spellings: it is taken for the same word in each.</summary>
public sealed class MisspellSerbianTests(SeedIndexFixture seed) : IClassFixture<SeedIndexFixture>
{
    private const int Queries = 200;
    private const int ShortestWord = 5;

    [Fact]
    public async Task Three_spellings_of_200_queries_with_a_typing_error_give_the_same_records_in_the_same_order()
    {
        var random = new Random(3);
        var (differing, restored, found) = (new List<string>(), 0, 0);
        var labels = SerbianQueries.Labels().Distinct().Where(label => Longest(label).Length >= ShortestWord).ToList();

        foreach (var label in labels.Where((_, at) => at % (labels.Count / Queries) == 0).Take(Queries))
        {
            var typed = WithError(label, random);
            var cyrillic = await SearchAsync(typed);
            foreach (
                var spelling in new[] { SerbianQueries.ToLatin(typed), SerbianQueries.WithoutDiacritics(SerbianQueries.ToLatin(typed)) }
            )
            {
                var other = await SearchAsync(spelling);
                if (!cyrillic.Ids.SequenceEqual(other.Ids) || cyrillic.Total != other.Total || cyrillic.DidYouMean != other.DidYouMean)
                {
                    differing.Add($"{typed} ({cyrillic.DidYouMean}), {spelling} ({other.DidYouMean})");
                }
            }
            found += cyrillic.Ids.Count;
            restored += cyrillic.DidYouMean == TextFolding.Fold(label) ? 1 : 0;
        }

        Assert.Empty(differing);
        Assert.True(found > 5 * Queries);
        Assert.InRange(restored, Queries / 2, Queries);
    }

    private async Task<(IReadOnlyList<long> Ids, int Total, string? DidYouMean)> SearchAsync(string query)
    {
        var results = await seed.Index.Search(new SearchRequest { Query = query, First = 100 });
        return (
            [.. results.Hits.Select(hit => hit.Id)],
            results.TotalCount,
            results.DidYouMean is { } meant ? TextFolding.Fold(meant) : null
        );
    }

    private static string Longest(string text) => text.Split(' ').MaxBy(word => word.Length)!;

    /// <summary>The longest word with two letters swapped, or one lost, doubled or changed.</summary>
    private static string WithError(string text, Random random)
    {
        var word = Longest(text);
        var at = random.Next(1, word.Length - 1);
        var wrong = random.Next(4) switch
        {
            0 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            1 => word.Remove(at, 1),
            2 => word.Insert(at, word[at].ToString()),
            _ => word[..at] + SerbianQueries.Cyrillic[random.Next(SerbianQueries.Cyrillic.Length)] + word[(at + 1)..],
        };
        return text.Replace(word, wrong, StringComparison.Ordinal);
    }
}
