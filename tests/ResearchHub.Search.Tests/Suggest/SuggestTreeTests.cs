using ResearchHub.Core.Search;
using ResearchHub.Search.Suggest;

namespace ResearchHub.Search.Tests.Suggest;

/// <summary>Completions compared with a look at every text, over thousands of short words that begin alike.</summary>
public sealed class SuggestTreeTests
{
    private const int First = 8;

    /// <summary>In less, an error is not looked for.</summary>
    private const int ShortestFuzzy = 4;
    private static readonly List<SuggestEntry> Entries = MakeEntries(new Random(20261123), 3000);
    private static readonly SuggestTree Tree = new(Entries, 3);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Finds_the_best_of_all_that_begin_so(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var prefix = Beginning(Entries[random.Next(Entries.Count)].Text, random);

            var found = Tree.Find(prefix, First, edits: 0, _ => true).ConvertAll(match => match.Entry);

            Assert.All(found, each => Assert.True(Begins(each.Text, prefix), $"{prefix}: {each.Text}"));
            Assert.Equal(
                Entries.Where(each => Begins(each.Text, prefix)).Select(each => each.Weight).OrderDescending().Take(First),
                found.Select(each => each.Weight)
            );
            Assert.Equal(found.Count, found.Select(each => each.Id).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Finds_past_one_error_what_would_be_found_without(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var entry = Entries[random.Next(Entries.Count)];
            var prefix = entry.Text[..Math.Min(entry.Text.Length, 12)];
            var mistyped = Mistype(prefix, random);
            if (mistyped.Length < ShortestFuzzy || Entries.Exists(each => Begins(each.Text, mistyped)))
            {
                continue;
            }

            var found = Tree.Find(mistyped, Entries.Count, edits: 1, _ => true).ConvertAll(match => match.Entry);

            Assert.Contains(found, each => each.Id == entry.Id);
        }
    }

    private static List<SuggestEntry> MakeEntries(Random random, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => new SuggestEntry(
                    SuggestionKind.Title,
                    string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Word(random))),
                    number,
                    null,
                    1 + random.Next(50)
                ))
                .DistinctBy(entry => entry.Text, StringComparer.Ordinal),
        ];

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 3 + random.Next(5)).Select(_ => "bcdfk"[random.Next(5)]));

    private static string Beginning(string text, Random random)
    {
        var words = text.Split(' ');
        var from = random.Next(Math.Min(3, words.Length));
        var rest = string.Join(' ', words[from..]) + ' ';
        return rest[..(1 + random.Next(rest.Length))];
    }

    /// <summary>Another letter, one more, one less or two swapped, anywhere but at the start.</summary>
    private static string Mistype(string text, Random random)
    {
        var at = 1 + random.Next(text.Length - 2);
        return random.Next(4) switch
        {
            0 => text[..at] + 'x' + text[(at + 1)..],
            1 => text[..at] + 'x' + text[at..],
            2 => text[..at] + text[(at + 1)..],
            _ => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
        };
    }

    private static bool Begins(string text, string prefix)
    {
        var words = text.Split(' ');
        return Enumerable
            .Range(0, Math.Min(3, words.Length))
            .Any(from => (string.Join(' ', words[from..]) + ' ').StartsWith(prefix, StringComparison.Ordinal));
    }
}
