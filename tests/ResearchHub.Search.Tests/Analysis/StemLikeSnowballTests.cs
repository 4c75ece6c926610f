using ResearchHub.Search.Analysis;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Analysis;

/// <summary>
/// Our stemmer reads words without diacritics and makes its endings from paradigms, so single stems differ from the published algorithm's. What counts
/// is which words meet. The bounds are what was measured: a change that falls below them loses something.
/// </summary>
public sealed class StemLikeSnowballTests
{
    private static readonly List<(string Reference, string Ours)> Words =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests/ResearchHub.Search.Tests/Analysis/serbian-stems.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(pair => (TextFolding.Fold(pair[1]), SerbianStemmer.Stem(TextFolding.Fold(pair[0])))),
    ];

    [Fact]
    public void Most_stems_are_the_same() => Assert.InRange(Share(Words, word => word.Reference == word.Ours), 0.72, 1);

    [Fact]
    public void Words_that_the_published_algorithm_brings_together_meet_here() =>
        Assert.InRange(Share(Pairs(word => word.Reference), pair => pair.Left.Ours == pair.Right.Ours), 0.85, 1);

    /// <summary>The rest are for the greater part forms of one word: <c>radnik</c> and <c>radnici</c>, <c>kamp</c> and <c>kampovi</c>.</summary>
    [Fact]
    public void Most_words_that_meet_here_meet_there() =>
        Assert.InRange(Share(Pairs(word => word.Ours), pair => pair.Left.Reference == pair.Right.Reference), 0.63, 1);

    private static double Share<T>(IReadOnlyCollection<T> all, Func<T, bool> holds) => all.Count(holds) / (double)all.Count;

    private static List<((string Reference, string Ours) Left, (string Reference, string Ours) Right)> Pairs(
        Func<(string Reference, string Ours), string> by
    ) =>
        [
            .. Words
                .GroupBy(by, StringComparer.Ordinal)
                .Select(group => group.ToList())
                .SelectMany(group => group.SelectMany((left, at) => group.Skip(at + 1).Select(right => (left, right)))),
        ];
}
