using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>Who types the name of somebody or of an organisation means them.</summary>
public sealed class NameRecordsTests
{
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "IOM and its projects: what IOM evaluations of IOM say"),
        TestIndex.Study(
            2,
            "How many years were they refugees in exile?",
            "On refugees and migration, and on what is known of both in Serbia."
        ),
        Organization(3, "IOM Bern"),
        Organization(4, "International Organization for Migration", "Међународна организација за миграције", "IOM", "UN Migration"),
        Organization(5, "Commissariat for Refugees and Migration", "Комесаријат за избеглице и миграције", "KIRS"),
        Organization(6, "World Bank", "Светска банка"),
        Person(7, "Jacob Goldin"),
        Person(8, "Claudia D. Goldin"),
        Person(9, "Jenny C. Aker"),
        Person(10, "Alan C. Eberly"),
        TestIndex.Study(11, "Wages") with
        {
            Contributors = [new SearchName(8, "Claudia D. Goldin")],
        },
        TestIndex.Study(12, "Prices") with
        {
            Contributors = [new SearchName(7, "Jacob Goldin"), new SearchName(9, "Charles Aker")],
        },
        TestIndex.Study(13, "The vitamin C of c and C"),
        Person(14, "Ђорђе Јовановић"),
        Person(15, "Милан Јовановић"),
        Person(16, "Giovanni Peri"),
        TestIndex.Study(17, "Elsewhere") with
        {
            Contributors = [new SearchName(17, "Alliance for the Study of Wages")],
        },
    ];

    [Theory]
    [InlineData("IOM", 4)]
    [InlineData("UN migration", 4)]
    [InlineData("KIRS", 5)]
    [InlineData("кирс", 5)]
    [InlineData("Комесаријат", 5)]
    [InlineData("Komesarijat za izbeglice", 5)]
    [InlineData("Svetska banka", 6)]
    [InlineData("\"World Bank\"", 6)]
    [InlineData("Goldin, Claudia", 8)]
    public async Task A_name_alone_gives_its_record_first(string query, long expected)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits[0].Id);
        Assert.Null(results.DidYouMean);
    }

    [Fact]
    public async Task The_interpretation_and_the_reason_say_so()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(new SearchRequest { Query = "iom", Highlights = true });

        Assert.Equal("the record with the name iom on top; iom", results.InterpretedAs);
        Assert.Equal(new MatchReason("title", "iom", null), results.Hits[0].Matched[0]);
    }

    [Theory]
    [InlineData("IOM -bern", 1)]
    [InlineData("author:iom OR title:iom", 1)]
    public async Task A_query_with_operators_is_no_name(string query, long unexpected)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(query);

        Assert.DoesNotContain("on top", results.InterpretedAs, StringComparison.Ordinal);
        Assert.Contains(unexpected, results.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task An_organisation_is_not_ahead_of_works_on_what_it_is_called_after()
    {
        var studies = Enumerable
            .Range(0, 20)
            .Select(words => TestIndex.Study(words + 1, "Refugees", string.Concat(Enumerable.Range(0, words).Select(n => $"word{n} "))));
        await using var index = await TestIndex.With([.. studies, Organization(99, "Council for Refugees", "Савет за избеглице", "CFR")]);

        Assert.Equal(16, (await index.Ids("refugees")).ToList().IndexOf(99));
    }

    [Theory]
    [InlineData("Goldin C", new long[] { 8, 11 })]
    [InlineData("C. Goldin", new long[] { 8, 11 })]
    [InlineData("Goldin J.", new long[] { 7, 12 })]
    public async Task An_initial_tells_people_of_one_surname_apart(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        var found = await index.Ids(query);

        Assert.Equal(expected, found.Take(2).Order());
        Assert.Equal([7L, 8L, 11L, 12L], found.Order());
    }

    [Theory]
    [InlineData("Goldin C", 8)]
    [InlineData("G. Peri", 16)]
    [InlineData("Eberly A", 10)]
    public async Task Who_is_meant_comes_before_the_works(string query, long expected)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(expected, (await index.Ids(query))[0]);
    }

    [Theory]
    [InlineData("+Goldin +X", new long[] { 7, 8, 11, 12 })]
    [InlineData("Goldin AND X", new long[] { 7, 8, 11, 12 })]
    [InlineData("vitamin -(+vitamin +B)", new long[] { 13 })]
    [InlineData("Jovanović Đ.", new long[] { 14, 15 })]
    [InlineData("Јовановић Ђ", new long[] { 14, 15 })]
    public async Task A_letter_beside_words_is_not_necessary(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        var found = await index.Ids(query);

        Assert.Equal(expected[0], found[0]);
        Assert.Equal(expected, found.Order());
    }

    [Fact]
    public async Task An_article_is_no_initial()
    {
        await using var index = await TestIndex.With(Records);

        var with = (await index.Search("A study on wages")).Hits.Select(hit => (hit.Id, hit.Score));
        var without = (await index.Search("study on wages")).Hits.Select(hit => (hit.Id, hit.Score));

        Assert.Equal(without, with);
    }

    [Fact]
    public async Task A_letter_alone_is_sought_as_a_word()
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([9L, 10L, 13L], (await index.Ids("C")).Order());
    }

    [Theory]
    [InlineData("author:\"Goldin, Claudia\"")]
    [InlineData("author:\"Claudia Goldin\"")]
    [InlineData("author:\"Goldin, C. D.\"")]
    [InlineData("autor:\"D. Goldin\"")]
    public async Task Names_of_an_author_may_come_in_any_order(string query)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(new SearchRequest { Query = query, Highlights = true });

        var hit = Assert.Single(results.Hits);
        Assert.Equal(11L, hit.Id);
        Assert.Contains("Goldin", Assert.Single(hit.Highlights).Fragments[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_two_authors_are_not_one()
    {
        await using var index = await TestIndex.With(Records);

        Assert.Empty(await index.Ids("author:\"Jacob Aker\""));
    }

    private static SearchDocument Organization(long id, string name, params string[] others) =>
        Named(id, RecordKind.Organization, [new LocalizedText("en", name), .. others.Select(other => new LocalizedText("und", other))]);

    private static SearchDocument Person(long id, string name) => Named(id, RecordKind.Researcher, [new LocalizedText("und", name)]);

    private static SearchDocument Named(long id, RecordKind kind, LocalizedText[] names) =>
        new()
        {
            Id = id,
            Kind = kind,
            Slug = $"record-{id}",
            Titles = names,
        };
}
