using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>Operators that were hardly meant do not leave people without an answer; those that were meant hold.</summary>
public sealed class ReadOperatorsTests
{
    [Theory]
    [InlineData("remittances and asylum", "all of: remittances, asylum")]
    [InlineData("remittances i asylum", "all of: remittances, asylum")]
    [InlineData("remittances и asylum", "all of: remittances, asylum")]
    [InlineData("remittances I asylum", "all of: remittances, asylum")]
    [InlineData("remittances И asylum", "all of: remittances, asylum")]
    [InlineData("REMITTANCES И ASYLUM", "all of: REMITTANCES, ASYLUM")]
    public async Task What_operators_in_small_letters_do_not_find_is_sought_again_as_alternatives(string query, string strict)
    {
        await using var index = await Index();

        var results = await index.Search(query);

        Assert.Equal([1L, 2L, 3L], results.Hits.Select(hit => hit.Id).Order());
        Assert.StartsWith($"nothing was found for {strict}; instead any of: ", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remittances and households", new long[] { 1 }, "all of: remittances, households")]
    [InlineData("remittances not households", new long[] { 3 }, "remittances; none of: households")]
    [InlineData("asylum or households", new long[] { 1, 2 }, "any of: asylum, households")]
    public async Task Where_they_find_something_they_hold(string query, long[] expected, string interpretation)
    {
        await using var index = await Index();

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(interpretation, results.InterpretedAs);
    }

    [Fact]
    public async Task An_exclusion_that_leaves_nothing_is_read_again_too()
    {
        await using var index = await Index();

        var results = await index.Search("asylum not seekers");

        Assert.Equal([2L], results.Hits.Select(hit => hit.Id));
        Assert.Equal("nothing was found for asylum; none of: seekers; instead any of: asylum, seekers", results.InterpretedAs);
    }

    [Theory]
    [InlineData("remittances AND asylum")]
    [InlineData("+remittances +asylum")]
    [InlineData("dečje doznake I azil")]
    [InlineData("дечје дознаке И азил")]
    [InlineData("remittances && asylum")]
    [InlineData("remittances and asylum AND households")]
    public async Task Operators_in_capitals_stay_strict(string query)
    {
        await using var index = await Index();

        var results = await index.Search(query);

        Assert.Empty(results.Hits);
        Assert.DoesNotContain("instead", results.InterpretedAs, StringComparison.Ordinal);
    }

    /// <summary>Among words that look Serbian too, as many names do.</summary>
    [Theory]
    [InlineData("Type I error")]
    [InlineData("Title I schools")]
    [InlineData("Kakuma I camp")]
    [InlineData("Rodriguez I Garcia")]
    [InlineData("Tempus I projekat")]
    [InlineData("Темпус И пројекат")]
    public async Task A_numeral_or_initial_leaves_nobody_without_an_answer(string query)
    {
        var words = query.Split();
        await using var index = await TestIndex.With(TestIndex.Study(1, words[0]), TestIndex.Study(2, words[2]));

        var results = await index.Search(query);

        Assert.Equal([1L, 2L], results.Hits.Select(hit => hit.Id).Order());
    }

    /// <summary>The north-east, an influenza-like illness.</summary>
    [Theory]
    [InlineData("asylum in NE households", new long[] { 1, 2 }, "any of: asylum, in, NE, households")]
    [InlineData("NE households of asylum seekers", new long[] { 1, 2 }, "any of: NE, households, of, asylum, seekers")]
    [InlineData("REMITTANCES OF NE HOUSEHOLDS", new long[] { 1, 3 }, "any of: REMITTANCES, OF, NE, HOUSEHOLDS")]
    [InlineData("ILI among households with remittances", new long[] { 1, 3 }, "any of: ILI, among, households, with, remittances")]
    [InlineData("asylum in НЕ households", new long[] { 1, 2 }, "any of: asylum, in, НЕ, households")]
    public async Task Serbian_operators_in_capitals_are_words_among_words_that_are_not_Serbian(
        string query,
        long[] expected,
        string interpretation
    )
    {
        await using var index = await Index();

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(interpretation, results.InterpretedAs.Split("; in no record")[0]);
    }

    [Theory]
    [InlineData("doznake radnika iz Srbije NE izbeglice", "any of: doznake, radnika, iz, Srbije; none of: izbeglice")]
    [InlineData("дознаке радника из Србије НЕ избеглице", "any of: дознаке, радника, из, Србије; none of: избеглице")]
    [InlineData("doznake I radnici ILI izbeglice iz Srbije", "any of: (all of: doznake, radnici), (any of: izbeglice, iz, Srbije)")]
    [InlineData("remittances NE households", "remittances; none of: households")]
    [InlineData("remittances ILI households", "any of: remittances, households")]
    public async Task They_are_operators_among_Serbian_words_and_between_each_two(string query, string interpretation)
    {
        await using var index = await Index();

        Assert.Equal(interpretation, (await index.Search(query)).InterpretedAs.Split("; in no record")[0]);
    }

    /// <summary>Who listens for what is published asks so about each record.</summary>
    [Theory]
    [InlineData("remittances and households", 0)]
    [InlineData("remittances and asylum", 1)]
    [InlineData("remittances", 1)]
    public async Task About_a_few_records_a_query_means_what_it_means_about_all(string query, int found)
    {
        await using var index = await Index();

        var results = await index.Search(new SearchRequest { Query = query, Ids = [3] });

        Assert.Equal(found, results.TotalCount);
    }

    /// <summary>A hyphen makes one operand of two words.</summary>
    [Theory]
    [InlineData("COVID-19 AND asylum")]
    [InlineData("asylum AND COVID-19")]
    [InlineData("+COVID-19 +asylum")]
    [InlineData("covid-19 and asylum")]
    [InlineData("COVID-19 I azil")]
    [InlineData("asylum COVID-19 AND seekers")]
    public async Task Words_that_a_hyphen_joins_are_necessary_together_on_either_side_of_an_operator(string query)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "COVID-19 and asylum seekers", "Azil."),
            TestIndex.Study(2, "Asylum seekers in 19 countries", "Azil."),
            TestIndex.Study(3, "COVID and asylum seekers", "Azil.")
        );

        Assert.Equal([1L], await index.Ids(query));
    }

    private static Task<TestIndex> Index() =>
        TestIndex.With(
            TestIndex.Study(1, "Remittances of households"),
            TestIndex.Study(2, "Asylum seekers"),
            TestIndex.Study(3, "Remittances")
        );
}
