using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;

namespace ResearchHub.Search.Tests.Percolation;

/// <summary>A stored query matches what the same search finds, also by the names that the vocabularies have for what it names.</summary>
public sealed class PercolateSynonymTests
{
    private static readonly SearchConcept Remittances = new(
        ConceptScheme.Topic,
        ["economy", "remittances"],
        [new LocalizedText("en", "Remittances"), new LocalizedText("sr-Cyrl", "Дознаке")],
        [new LocalizedText("en", "Money transfers by migrants"), new LocalizedText("de", "Geldüberweisungen")]
    );
    private static readonly SearchConcept Return = new(
        ConceptScheme.GcmObjective,
        ["21"],
        [new LocalizedText("en", "Return and reintegration"), new LocalizedText("sr-Latn", "Povratak i reintegracija")],
        []
    );
    private static readonly SearchPlace Serbia = new(
        ["001", "150", "RS"],
        [new LocalizedText("en", "Serbia"), new LocalizedText("sr-Cyrl", "Србија")]
    );
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances and households", "Money sent home.") with
        {
            Concepts = [Remittances],
        },
        TestIndex.Study(2, "О дознакама из Немачке", null, "sr-Cyrl"),
        TestIndex.Study(3, "What is sent home", "Money transfers that migrants make are not counted."),
        TestIndex.Study(4, "Migrants and the transfers that nobody has counted", "Of money there is little."),
        TestIndex.Study(5, "Reintegration after return", null) with
        {
            Concepts = [Return],
            Places = [Serbia],
            Identifiers = ["url:example.org/found"],
        },
        TestIndex.Study(6, "Povratak i reintegracija u Srbiji", null, "sr-Latn"),
        TestIndex.Study(7, "Überweisungen, Geldüberweisungen", null, "de") with
        {
            Slug = "remittances",
            Contributors = [new SearchName(31, "Ana P. Petrović")],
        },
    ];

    private static readonly string[] Operands =
    [
        "remittances",
        "doznake",
        "дознаке",
        "geldüberweisungen",
        "money transfers by migrants",
        "migrants",
        "return and reintegration",
        "serbia",
        "србија",
        "the",
        "and",
        "u",
        "\"money transfers\"",
        "\"return and reintegration\"",
        "topic:doznake",
        "topic:\"money transfers by migrants\"",
        "topic:21",
        "place:србија",
        "place:rs",
        "title:remit*",
        "title:dozna*",
        "author:petr*",
        "author:remit*",
        "author:\"petrović, ana\"",
        "author:\"petrović, a.\"",
        "author:(petr* OR remit*)",
        "title:(doznakama OR reintegration)",
        "title:(reintegration AND return)",
        "title:(return -reintegration)",
        "topic:money transfers by migrants",
        "P",
        "mig*",
        "remittances-1",
    ];

    [Theory]
    [InlineData("remittances", new long[] { 1, 2, 3, 7 })]
    [InlineData("doznake", new long[] { 1, 2, 3, 7 })]
    [InlineData("topic:doznake", new long[] { 1 })]
    [InlineData("place:србија", new long[] { 5 })]
    [InlineData("title:remit*", new long[] { 1 })]
    [InlineData("+the +reintegration", new long[] { 5 })]
    [InlineData("study-4", new long[] { 4 })]
    [InlineData("author:\"petrović, a.\"", new long[] { 7 })]
    [InlineData("author:(ana OR milan)", new long[] { 7 })]
    [InlineData("topic:money transfers by migrants", new long[] { 1 })]
    [InlineData("migrants P", new long[] { 3, 4 })]
    [InlineData("https://example.org/found", new long[] { 5 })]
    public async Task Finds_what_the_search_finds(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(expected, (await index.Ids(query)).Order());
        var percolator = Knowing();
        percolator.Put(1, query, null);
        Assert.Equal(expected, Records.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id));
    }

    /// <summary>Any query that can be put together, of words that some record has: which word is passed over depends on the others.</summary>
    [Fact]
    public async Task Means_what_the_search_means_in_any_combination()
    {
        await using var index = await TestIndex.With(Records);
        var (random, percolator) = (new Random(7), Knowing());
        var queries = Enumerable.Range(0, 800).Select(_ => Combination(random, depth: 0)).ToArray();
        for (var key = 0; key < queries.Length; key++)
        {
            percolator.Put(key, queries[key], null);
        }

        var matched = Records
            .SelectMany(record => percolator.Match(record).Select(key => (key, record.Id)))
            .ToLookup(one => one.key, one => one.Id);

        for (var key = 0; key < queries.Length; key++)
        {
            var found = string.Join(',', (await index.Ids(queries[key])).Order());
            Assert.Equal($"{queries[key]}: {found}", $"{queries[key]}: {string.Join(',', matched[key])}");
        }
    }

    [Fact]
    public void Knows_the_names_once_they_were_learnt()
    {
        var names = new KnownNames();
        var percolator = new Percolator(names);
        percolator.Put(1, "remittances", null);
        Assert.True(names.IsEmpty);
        Assert.Empty(percolator.Match(Records[1]));

        names.Learn([Remittances], []);
        percolator.Put(1, "remittances", null);

        Assert.False(names.IsEmpty);
        Assert.Equal([1], percolator.Match(Records[1]));
    }

    private static string Combination(Random random, int depth)
    {
        string One() => depth < 2 && random.Next(6) == 0 ? $"({Combination(random, depth + 1)})" : Operands[random.Next(Operands.Length)];
        return random.Next(9) switch
        {
            0 => One(),
            1 => $"{One()} {One()}",
            2 => $"+{One()} +{One()}",
            3 => $"+{One()} {One()}",
            4 => $"{One()} -{One()}",
            5 => $"{One()} AND {One()}",
            6 => $"{One()} OR {One()} AND {One()}",
            7 => $"{One()} AND NOT {One()}",
            _ => $"-{One()}",
        };
    }

    private static Percolator Knowing()
    {
        var names = new KnownNames();
        names.Learn([Remittances, Return], [Serbia]);
        return new Percolator(names);
    }
}
