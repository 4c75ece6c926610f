using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;
using ResearchHub.Search.Querying;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>What is beyond the longest query is read by nothing, and the interpretation says so.</summary>
public sealed class LongQueryTests
{
    private const string LeftOut = "; what is beyond the limits of a query was left out";
    private static readonly string Gap = new(' ', QueryLimits.Length);

    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances in Serbia"),
        TestIndex.Study(2, "Somewhere else") with
        {
            Identifiers = ["doi:10.5555/remit"],
        },
        TestIndex.Study(3, Words(QueryLimits.WholeWords)),
        TestIndex.Study(4, Words(QueryLimits.WholeWords + 1)),
    ];

    [Theory]
    [InlineData("https://doi.org/10.5555/remit")]
    [InlineData("remit-\ntances")]
    [InlineData("remitances")]
    public async Task What_is_beyond_the_longest_query_is_not_read(string beyond)
    {
        await using var index = await TestIndex.With(Records);
        var text = "remitances" + Gap + beyond;

        var results = await index.Search(text);

        Assert.Equal("remitances; remittances instead of remitances" + LeftOut, results.InterpretedAs);
        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Equal("remittances" + Gap[10..], results.DidYouMean);
        Assert.Equal([1L], index.Index.Rank(text, 10, RankingFeatures.All).Select(hit => hit.Id));
    }

    [Fact]
    public void No_sign_is_cut_in_the_middle()
    {
        var most = new string('a', QueryLimits.Length - 1);

        Assert.Equal(most, QueryLimits.Cut(most + "😀"));
        Assert.Equal(most[1..] + "😀", QueryLimits.Cut(most[1..] + "😀a"));
        Assert.Equal(most + "a", QueryLimits.Cut(most + "a"));
        Assert.Null(QueryLimits.Cut(null));
    }

    [Theory]
    [InlineData(3, QueryLimits.WholeWords, true)]
    [InlineData(4, QueryLimits.WholeWords + 1, false)]
    public async Task A_text_of_more_words_than_titles_have_is_no_title(long record, int words, bool expected)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(Words(words));

        Assert.Equal(expected, results.InterpretedAs.StartsWith("the record with the title", StringComparison.Ordinal));
        Assert.Contains(record, results.Hits.Select(hit => hit.Id));
    }

    [Theory]
    [InlineData("{0}remittances{1}", 7, "remittances", false)]
    [InlineData("{0}remittances{1}", 8, "remittances", true)]
    [InlineData("{0}remittances", 600, "remittances", true)]
    [InlineData("{0}remittances (serbia) asylum{1} else", 7, "any of: (any of: remittances, asylum), else", true)]
    [InlineData("{0}remittances -(serbia) title:(serbia) asylum{1} else", 7, "any of: (any of: remittances, asylum), else", true)]
    [InlineData("{0}remittances ((serbia) serbia) asylum{1} else", 7, "any of: (any of: remittances, asylum), else", true)]
    public async Task Groups_that_are_too_deep_are_left_out_with_all_that_is_in_them(string query, int levels, string meaning, bool isCut)
    {
        await using var index = await TestIndex.With(Records);
        var text = query
            .Replace("{0}", new string('(', levels + 1), StringComparison.Ordinal)
            .Replace("{1}", new string(')', levels + 1), StringComparison.Ordinal);

        var results = await index.Search(text);

        Assert.Equal((meaning, isCut), (Meaning(results), IsCut(results)));
        Assert.Contains(1L, results.Hits.Select(hit => hit.Id));
    }

    [Theory]
    [InlineData("\"{0}\"", false)]
    [InlineData("\"{0} w\"", true)]
    [InlineData("title:\"{0} w\"", true)]
    [InlineData("author:\"{0} w\"", true)]
    [InlineData("author:\"{0}\"", false)]
    public async Task Words_of_a_phrase_beyond_the_most_are_said_to_be_left_out(string query, bool isCut)
    {
        await using var index = await TestIndex.With(Records);
        var text = query.Replace("{0}", Words(QueryLimits.PhraseWords), StringComparison.Ordinal);

        var joined = text.Replace(' ', '-').Replace("\"", "", StringComparison.Ordinal);

        Assert.Equal(isCut, IsCut(await index.Search(text)));
        Assert.Equal(isCut, IsCut(await index.Search(joined)));
    }

    /// <summary>128 phrases of the most frequent words took seconds on 200,000 records.</summary>
    [Fact]
    public void Phrases_of_frequent_words_are_looked_for_in_so_many_records()
    {
        var notes = new TranslationNotes();

        Assert.True(notes.TakePhrase(2 * QueryLimits.PhraseRecords));
        Assert.False(notes.IsCut);
        Assert.False(notes.TakePhrase(1));
        Assert.True(notes.IsCut);

        notes = new TranslationNotes();

        Assert.True(notes.TakePhrase(QueryLimits.PhraseRecords - 2));
        Assert.True(notes.TakePhrase(1));
        Assert.False(notes.TakePhrase(2));
        Assert.True(notes.TakePhrase(1));
        Assert.False(notes.TakePhrase(1));
    }

    [Theory]
    [InlineData(QueryLimits.Expansions, false)]
    [InlineData(QueryLimits.Expansions + 1, true)]
    public async Task Words_beyond_the_most_that_a_beginning_stands_for_are_said_to_be_left_out(int words, bool isCut)
    {
        var text = string.Join(' ', Enumerable.Range(1000, words).Select(number => $"kov{number}"));
        await using var index = await TestIndex.With(TestIndex.Study(1, text) with { Contributors = [new SearchName(7, text)] });

        foreach (var query in new[] { "kov*", "title:kov*", "author:kov*", "-kov*" })
        {
            Assert.Equal(isCut, IsCut(await index.Search(query)));
        }
    }

    [Fact]
    public async Task Many_signs_that_say_nothing_hide_no_word()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(string.Concat(Enumerable.Repeat("() ", 600)) + "remittances");

        Assert.Equal("remittances", results.InterpretedAs);
        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
    }

    [Theory]
    [InlineData("NOT", "NOT")]
    [InlineData("OR AND", "any of: OR, AND")]
    [InlineData("title:", "title")]
    [InlineData("-(NOT)", "NOT")]
    [InlineData("&&", "everything")]
    [InlineData("( \"\" )", "everything")]
    public async Task Only_a_text_without_words_means_everything(string query, string meaning)
    {
        await using var index = await TestIndex.With(Records);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        var results = await index.Search(query);

        Assert.Equal(meaning, Meaning(results));
        Assert.Equal(meaning == "everything" ? Records.Length : 0, results.TotalCount);
        Assert.Equal(results.TotalCount, Records.Count(record => percolator.Match(record).Count > 0));
    }

    private static bool IsCut(SearchResults results) => results.InterpretedAs.EndsWith(LeftOut, StringComparison.Ordinal);

    private static string Meaning(SearchResults results) =>
        results.InterpretedAs.Replace(LeftOut, "", StringComparison.Ordinal).Split("; in no record: ")[0];

    private static string Words(int count) => string.Join(' ', Enumerable.Range(100, count).Select(number => $"w{number}"));
}
