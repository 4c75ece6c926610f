using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Tests.Collaboration.Comments;

/// <summary>Words are found again in a text that has changed, or said to be gone.</summary>
public sealed class TextQuoteTests
{
    private const string Abstract =
        "Remittances reduce poverty in rural households. Remittances raise consumption in towns. Data come from a survey of 1,200 households.";

    [Theory]
    [InlineData("Remittances", "", " raise", 48)]
    [InlineData("Remittances", "", " reduce", 0)]
    [InlineData("households", "1,200 ", ".", 121)]
    [InlineData("households", "in rural ", "", 36)]
    [InlineData("households", "", "", 36)]
    public void Of_several_places_the_one_whose_surroundings_are_the_same_is_meant(string exact, string prefix, string suffix, int start) =>
        Assert.Equal(start..(start + exact.Length), Quote(exact, prefix, suffix).FindIn(Abstract));

    [Theory]
    [InlineData("Remittances raise consumption in towns", "Remittances raise the consumption in towns")]
    [InlineData("Data come from a survey of 1,200 households", "The data come from a survey of 1250 households")]
    [InlineData("Дознаке смањују сиромаштво", "Дознаке знатно смањују сиромаштво")]
    public void Words_that_changed_a_little_are_found(string before, string after)
    {
        var text = $"Something new at the beginning. {after}. And something at the end.";

        var range = Quote(before, "", "").FindIn(text)!.Value;

        Assert.Contains(text[range], text, StringComparison.Ordinal);
        Assert.InRange(range.Start.Value, 28, 40);
        Assert.InRange(
            range.End.Value,
            text.IndexOf(after, StringComparison.Ordinal) + after.Length - 4,
            text.IndexOf(after, StringComparison.Ordinal) + after.Length + 1
        );
    }

    [Theory]
    [InlineData("a completely different finding about labour markets")]
    [InlineData("cat")]
    [InlineData("Remittances reduce inequality between regions of origin")]
    public void Words_that_are_gone_are_not_found(string exact) => Assert.Null(Quote(exact, "", "").FindIn(Abstract));

    private const string Repeated =
        "Повратници траже посао у граду. Повратници оснивају мала предузећа уз помоћ општине. Повратници се школују.";

    [Theory]
    [InlineData("Повратници траже посао у граду.", null)]
    [InlineData("Повратници траже посао у граду. Оснивају мала предузећа уз помоћ општине. Повратници се школују.", null)]
    [InlineData("Уводна реченица. Повратници траже посао. Повратници оснивају предузећа уз помоћ општина. Повратници се школују.", 41)]
    [InlineData("Повратници оснивају мала предузећа уз помоћ општине. Повратници траже посао у граду.", 0)]
    [InlineData("Повратници траже посао у граду. Повратнице оснивају мала предузећа уз помоћ општине. Повратници се школују.", 32)]
    public void Words_that_stood_there_several_times_are_found_in_their_surroundings_or_not_at_all(string after, int? start)
    {
        var quote = Quote("Повратници", "", " оснивају").KeptOf(Repeated);

        Assert.Equal(("посао у граду. ", true), (quote.Prefix[^15..], quote.IsRepeated));
        Assert.Equal(32..42, quote.FindIn(Repeated));
        Assert.Equal(start, quote.FindIn(after)?.Start.Value);
    }

    [Fact]
    public void Words_that_stood_there_once_are_found_whatever_stands_around_them()
    {
        var quote = Quote("мала предузећа", "", "").KeptOf(Repeated);

        Assert.False(quote.IsRepeated);
        Assert.Equal(0..14, quote.FindIn("мала предузећа у Новом Саду"));
    }

    [Theory]
    [InlineData("\0", "")]
    [InlineData("", "a\0")]
    public void Surroundings_that_the_database_cannot_keep_are_refused(string prefix, string suffix) =>
        Assert.Single(CommentRules.Problems(Quote("cat", prefix, suffix), [new AnchorText(AnchorField.Abstract, "en", "a cat")]));

    [Fact]
    public void Surroundings_do_not_end_within_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("👩", 20)) + "a" + string.Concat(Enumerable.Repeat("👩", 20)) + "b";

        var quote = Quote("b", "", "").KeptOf("x" + text);

        Assert.Equal(string.Concat(Enumerable.Repeat("👩", 16)), quote.Prefix);
        Assert.True(Quote("a", "", "").KeptOf(text).Suffix.IsNormalized());
        Assert.Equal(32, Quote("a", "", "").KeptOf(text).Suffix.Length);
        Assert.Equal(33, Quote("a", "", "").KeptOf("x" + text.Replace("a", "-a", StringComparison.Ordinal)).Prefix.Length);
    }

    [Fact]
    public void Of_equally_changed_places_the_one_with_the_same_surroundings_is_meant()
    {
        const string Text = "First: the migrant workers arrive. Second: the migrant workers leave.";

        Assert.Equal("the migrant workers", Text[Quote("the migrant worker's", "Second: ", " leave").FindIn(Text)!.Value]);
        Assert.Equal(43, Quote("the migrant worker's", "Second: ", " leave").FindIn(Text)!.Value.Start.Value);
    }

    [Fact]
    public void Agrees_with_the_plain_dynamic_programme()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var (pattern, text) = (Word(random, random.Next(1, 12)), Word(random, random.Next(0, 40)));
            var errors = random.Next(1, 5);

            var found = ApproximateMatch.Find(pattern, text, errors, _ => 0);
            var least = Least(pattern, text);

            Assert.Equal(text.Length > 0 && least <= errors, found is not null);
            if (found is { } range)
            {
                Assert.Equal(least, Distance(pattern, text[range]));
            }
        }
    }

    [Fact]
    public void Long_words_are_found_where_the_plain_dynamic_programme_finds_them()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var (pattern, text) = (Word(random, random.Next(50, 300)), Word(random, random.Next(300, 600)));
            var at = random.Next(text.Length);
            text = text[..at] + Changed(random, pattern) + text[at..];
            var errors = pattern.Length / 5;

            var found = ApproximateMatch.Find(pattern, text, errors);
            var least = LeastByRows(pattern, text);

            Assert.Equal(least <= errors, found is not null);
            if (found is { } range)
            {
                Assert.Equal(least, Distance(pattern, text[range]));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_longest_words_that_are_gone_are_not_taken_for_others(bool isRepeated)
    {
        var random = new Random(5);
        string Prose(int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26)))]);
        var text = Prose(50_000);
        var quote = Quote(Prose(TextQuote.LongestExact), Prose(TextQuote.LongestContext), Prose(TextQuote.LongestContext)) with
        {
            IsRepeated = isRepeated,
        };

        Assert.Null(quote.FindIn(text));
    }

    [Fact]
    public void The_longest_words_that_stand_there_many_times_are_told_apart()
    {
        var text = new string('a', 50_000);
        var quote = Quote(new string('a', TextQuote.LongestExact), "b" + new string('a', TextQuote.LongestContext - 1), "");

        Assert.Equal(99..1099, quote.FindIn(text));
    }

    private static string Changed(Random random, string text) =>
        string.Concat(
            text.Select(letter =>
                random.Next(40) switch
                {
                    0 => "",
                    1 => "a",
                    2 => letter + "b",
                    _ => $"{letter}",
                }
            )
        );

    /// <summary>As <see cref="Least"/>, by the dynamic programme of Sellers.</summary>
    private static int LeastByRows(string pattern, string text)
    {
        var costs = Enumerable.Range(0, pattern.Length + 1).ToArray();
        var least = pattern.Length;
        foreach (var letter in text)
        {
            var diagonal = costs[0];
            for (var i = 1; i <= pattern.Length; i++)
            {
                var cost = Math.Min(Math.Min(costs[i], costs[i - 1]) + 1, diagonal + (pattern[i - 1] == letter ? 0 : 1));
                (diagonal, costs[i]) = (costs[i], cost);
            }
            least = Math.Min(least, costs[^1]);
        }
        return least;
    }

    private static TextQuote Quote(string exact, string prefix, string suffix) => new(AnchorField.Abstract, "en", exact, prefix, suffix);

    private static string Word(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(3)))]);

    /// <summary>Fewest errors of any part of the text that ends somewhere in it.</summary>
    private static int Least(string pattern, string text) =>
        (from end in Enumerable.Range(1, text.Length) from start in Enumerable.Range(0, end + 1) select Distance(pattern, text[start..end]))
            .DefaultIfEmpty(int.MaxValue)
            .Min();

    private static int Distance(string one, string other)
    {
        var costs = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = costs[0];
            costs[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = Math.Min(Math.Min(costs[j], costs[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, costs[j]) = (costs[j], cost);
            }
        }
        return costs[^1];
    }
}
