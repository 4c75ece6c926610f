using System.Text;
using CsCheck;
using ResearchHub.Core.Search;
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

    [Fact]
    public async Task Any_text_is_answered()
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "a migration of workers"),
            TestIndex.Study(2, "Ђаци и школе", "А ево и текста.", "sr-Cyrl")
        );

        Texts.Sample(
            text =>
            {
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

    [Fact]
    public void Trees_are_bounded()
    {
        Texts
            .Array[0, 40]
            .Select(texts => string.Concat(texts))
            .Sample(text =>
            {
                var (node, _) = QueryParser.Parse(text);
                return Count(node) <= QueryLimits.Clauses * QueryLimits.PhraseWords && Depth(node) <= (QueryLimits.Depth * 2) + 3;
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
        Assert.InRange(Count(node), 0, QueryLimits.Clauses * QueryLimits.PhraseWords);
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
