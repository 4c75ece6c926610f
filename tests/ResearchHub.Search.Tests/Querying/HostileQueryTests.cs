using System.Text;
using CsCheck;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Tests.Querying;

public sealed class HostileQueryTests
{
    private static readonly string[] Pieces =
    [
        "AND",
        "OR",
        "NOT",
        "И",
        "ИЛИ",
        "НЕ",
        "NE",
        "ILI",
        "i",
        "\"",
        "(",
        ")",
        "*",
        "?",
        "~",
        "^",
        "/",
        "[a TO b]",
        "title:",
        "title:(",
        "author:",
        "author:(",
        "vrsta:radni dokument",
        "http://a.b/10.1/x",
        "a-\n",
        "\u00AD",
        "A B",
        "year:",
        "doi:",
        "10.1/",
        "10.1234/x",
        "2015..",
        "..",
        "-",
        "+",
        "\\",
        "{",
        "}",
        ":",
        "&&",
        "||",
        "a",
        "migr*",
        "đ",
        "Ж",
        "ß",
        "\u0000",
        "\ud83d",
        "\ude00",
        "漢字",
        "’",
        "'",
        "l'",
        "0000-0002-1825-0097",
        "\u200f",
        "е\u0301",
        "ъ",
        "Ь",
        "ь*",
        "\u0301",
        "\u200d",
        "\ufe0f",
        "title:ь",
        "author:Ъ",
        " ",
        "  ",
        "\n",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Piece.Array[0, 30].Select(pieces => string.Concat(pieces)),
        Piece.Array[0, 30].Select(pieces => string.Join(' ', pieces)),
        Gen.String[0, 60]
    );

    private static readonly SearchDocument Record = TestIndex.Study(1, "a migration of workers");

    [Fact]
    public async Task Any_text_is_answered()
    {
        await using var index = await TestIndex.With(Record, TestIndex.Study(2, "Ђаци и школе", "А ево и текста.", "sr-Cyrl"));
        var percolator = new Percolator(new KnownNames());

        Texts.Sample(
            text =>
            {
                lock (percolator)
                {
                    percolator.Put(1, text, null);
                    percolator.Match(Record);
                }
                var results = index
                    .Index.SearchAsync(new SearchRequest { Query = text, Highlights = true }, default)
                    .GetAwaiter()
                    .GetResult();
                index.Index.Suggest(text, [], 5);
                return results.TotalCount is >= 0 and <= 2 && results.InterpretedAs.Length > 0;
            },
            iter: 2_000
        );
    }

    [Theory]
    [InlineData("ъ migration")]
    [InlineData("migration Ь")]
    [InlineData("+ъ +migration")]
    [InlineData("ь* migration")]
    [InlineData("migration \u0301")]
    [InlineData("\ufe0f migration")]
    [InlineData("title:migration ъ")]
    [InlineData("title:migration ь*")]
    public async Task Signs_that_fold_to_nothing_say_nothing(string query)
    {
        await using var index = await TestIndex.With(Record, TestIndex.Study(2, "Ђаци и школе", null, "sr-Cyrl"));
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        var hit = Assert.Single((await index.Search(new SearchRequest { Query = query, Highlights = true })).Hits);

        Assert.Equal(1L, hit.Id);
        Assert.Equal([new TextRange(2, 9)], Assert.Single(Assert.Single(hit.Highlights).Fragments).Ranges);
        Assert.Equal([1L], percolator.Match(Record));
    }

    [Theory]
    [InlineData("ъ")]
    [InlineData("ь*")]
    [InlineData("+Ь")]
    [InlineData("\u0301")]
    public async Task Signs_that_fold_to_nothing_find_nothing(string query)
    {
        await using var index = await TestIndex.With(Record);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        Assert.Empty(await index.Ids(query));
        Assert.Empty(percolator.Match(Record));
    }

    [Fact]
    public void Trees_are_bounded()
    {
        Texts
            .Array[0, 40]
            .Select(texts => string.Concat(texts))
            .Sample(text =>
            {
                var (node, _) = QueryParser.Parse(text);
                return Count(node) <= QueryLimits.Clauses && Depth(node) <= (QueryLimits.Depth * 2) + 3;
            });
    }

    [Theory]
    [InlineData("(", 10_000)]
    [InlineData("\"", 9_999)]
    [InlineData("-(", 5_000)]
    [InlineData("title:(", 2_000)]
    [InlineData("a AND ", 5_000)]
    [InlineData("word ", 100_000)]
    [InlineData("a*", 3_000)]
    [InlineData("a-", 3_000)]
    public void Long_repetitions_are_cut(string piece, int times)
    {
        var text = new StringBuilder().Insert(0, piece, times).ToString();

        var (node, cut) = QueryParser.Parse(text);

        Assert.True(cut || Count(node) <= QueryLimits.Clauses);
        Assert.InRange(Count(node), 0, QueryLimits.Clauses);
    }

    [Theory]
    [InlineData(QueryLimits.Clauses / QueryLimits.PhraseWords, false)]
    [InlineData(55, true)]
    public async Task Words_that_hyphens_join_count_towards_the_most(int runs, bool isCut)
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "The EU"));
        var run = string.Join('-', Enumerable.Repeat("eu", QueryLimits.PhraseWords));

        var results = await index.Search(string.Join(' ', Enumerable.Repeat(run, runs)));

        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Equal(isCut, results.InterpretedAs.EndsWith("what is beyond the limits of a query was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Prefixes_beyond_the_limit_are_left_out_and_other_words_stay()
    {
        var (node, cut) = QueryParser.Parse("a* b* author:c* d* +e* f* title:g* -h* i* author:j* refugees");

        Assert.True(cut);
        var clauses = Assert.IsType<ClausesNode>(node);
        QueryNode[] all = [.. clauses.Any, .. clauses.All, .. clauses.None];
        Assert.Equal(QueryLimits.Prefixes, all.Count(one => one is PrefixNode or FieldNode { Inner: PrefixNode }));
        Assert.Contains(new WordNode("refugees"), all);
    }

    private static int Count(QueryNode node) =>
        node switch
        {
            FieldNode { Inner: ClausesNode group } => Count(group),
            ClausesNode clauses => clauses.Any.Concat(clauses.All).Concat(clauses.None).Sum(Count),
            _ => 1,
        };

    private static int Depth(QueryNode node) =>
        node is FieldNode { Inner: ClausesNode group } ? Depth(group)
        : node is ClausesNode clauses ? 1 + clauses.Any.Concat(clauses.All).Concat(clauses.None).Select(Depth).DefaultIfEmpty(0).Max()
        : 1;
}
