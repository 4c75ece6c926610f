using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Querying;

/// <summary>Terms of the records that a text may name as a whole. All of them can be something else: they hold only where a record has them.</summary>
internal static class WholeQuery
{
    private const int MostAddresses = 4;
    private const int MostPieces = 24;
    private const int LongestRun = 4;
    private const int DoiCuts = 3;
    private const string Around = " .,;\"“”„«»()-+";
    private const string AnyWord = "word";
    private static readonly string[] DoiStarts = ["/10.", "=10.", ":10."];

    /// <summary>As a slug, a handle, a number of a source, an address or the DOI in one.</summary>
    public static IEnumerable<DirectTerm> Identifiers(string text)
    {
        if (QueryWords.SlugOf(text) is { } slug)
        {
            yield return new DirectTerm(IndexFields.Slug, slug, text, Whole: true);
        }
        foreach (var identifier in new[] { PastedIdentifier.Handlelike(text), IndexedIdentifier.Number(text) }.OfType<string>())
        {
            yield return new DirectTerm(IndexFields.Identifier, identifier, text, Whole: true);
        }
        var pieces = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var piece in pieces.Where(piece => pieces.Length == 1 || IsLink(piece)).Take(MostAddresses))
        {
            foreach (var identifier in Addresses(piece))
            {
                yield return new DirectTerm(IndexFields.Identifier, identifier, piece, Whole: true);
            }
        }
    }

    /// <summary>
    /// As the name of a person or an organisation, as a title, or as a citation in which a title stands between full stops or quotes. Who excludes
    /// or names fields is after something else, but signs that only look so stand in titles too (<c>COVID -19</c>, <c>Country: Russian</c>).
    /// </summary>
    /// <param name="exists">Whether a record has a term.</param>
    public static IEnumerable<DirectTerm> Names(string text, QueryNode tree, WordCache cache, Predicate<DirectTerm> exists)
    {
        var isPlain = IsPlain(tree);
        if (isPlain && WholeText.OfName(text, cache, QueryLimits.WholeWords) is { } name)
        {
            var whole = new DirectTerm(IndexFields.Whole, name, text, Whole: true);
            if (exists(whole))
            {
                yield return whole;
            }
        }
        foreach (var (title, start) in Titles(text, cache))
        {
            if (exists(title) && (isPlain || IsPlainBut(text, start, title.Typed.Length)))
            {
                yield return title;
            }
        }
    }

    /// <summary>Titles that a text may name although its tree would exclude their words or take them for conditions.</summary>
    public static IEnumerable<DirectTerm> MistakenTitles(string text, QueryNode tree, WordCache cache) =>
        IsPlain(tree)
            ? []
            : Titles(text, cache).Where(each => IsPlainBut(text, each.Start, each.Title.Typed.Length)).Select(each => each.Title);

    /// <summary>The titles that a text as a whole, or what stands in it between full stops or quotes, can be, with where each starts.</summary>
    private static IEnumerable<(DirectTerm Title, int Start)> Titles(string text, WordCache cache)
    {
        var ends = Ends(text);
        var runs =
            from start in Enumerable.Range(0, ends.Count - 1)
            from end in Enumerable.Range(start + 1, Math.Min(LongestRun, ends.Count - 1 - start))
            select ends[start]..ends[end];
        foreach (var run in runs.Prepend(0..text.Length))
        {
            var untrimmed = text.AsSpan(run).TrimEnd(Around);
            var piece = untrimmed.TrimStart(Around).ToString();
            if (WholeText.OfTitle(piece, cache, QueryLimits.WholeWords) is { } title)
            {
                var start = run.Start.Value + untrimmed.Length - piece.Length;
                yield return (new DirectTerm(IndexFields.Whole, title, piece, Whole: true), start);
            }
        }
    }

    /// <summary>Whether a text is words alone.</summary>
    private static bool IsPlain(QueryNode tree) =>
        tree is WordNode or PhraseNode or IdentifierNode
        || (tree is ClausesNode { None.Count: 0 } clauses && clauses.Any.Concat(clauses.All).All(IsPlain));

    /// <summary>Whether all that excludes or names fields in a text stands in a part of it: with a word instead, it would be words alone.</summary>
    private static bool IsPlainBut(string text, int start, int length) =>
        IsPlain(QueryParser.Parse($"{text.AsSpan(0, start)}{AnyWord}{text.AsSpan(start + length)}").Node);

    private static bool IsLink(string piece) =>
        piece.StartsWith("http", StringComparison.OrdinalIgnoreCase) || piece.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Addresses(string text)
    {
        var address = text.TrimEnd('.', ',', ';', ')');
        var withoutQuestion = address.Split('?')[0];
        foreach (var one in new[] { address, withoutQuestion }.Distinct(StringComparer.Ordinal))
        {
            if (IndexedIdentifier.Address(one) is { } known)
            {
                yield return known;
            }
        }
        if (IndexedIdentifier.Address(withoutQuestion) is { } file && IndexedIdentifier.Number(NameOf(file)) is { } number)
        {
            yield return number;
        }
        foreach (var doi in Dois(address))
        {
            yield return doi;
        }
    }

    /// <summary>The last part of a path without its extension: publishers call files by their number.</summary>
    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path[(path.LastIndexOf('/') + 1)..]);

    /// <summary>DOIs in the address of a proxy or a publisher, which puts <c>/pdf</c> and the like behind them.</summary>
    private static IEnumerable<string> Dois(string address)
    {
        var bare = address.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(address) : address;
        var at = Array
            .ConvertAll(DoiStarts, start => bare.IndexOf(start, StringComparison.Ordinal))
            .Where(found => found >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        if (at < 0)
        {
            yield break;
        }
        var rest = bare[(at + 1)..].Split('?', '#', '&')[0];
        for (var cuts = 0; cuts < DoiCuts && Doi.TryParse(rest, out var doi); cuts++)
        {
            yield return $"doi:{doi}";
            rest = doi.Value.EndsWith(".pdf", StringComparison.Ordinal) ? doi.Value[..^4] : doi.Value[..doi.Value.LastIndexOf('/')];
        }
    }

    /// <summary>Where the pieces of a citation end, with its start.</summary>
    private static List<int> Ends(string text)
    {
        var ends = new List<int> { 0 };
        for (var at = 0; at < text.Length && ends.Count < MostPieces; at++)
        {
            var isBeforeSpace = at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || IsQuote(text[at + 1]);
            var isAfterSpace = at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] == '(';
            var isEnd = text[at] switch
            {
                '"' or '“' or '”' or '„' or '«' or '»' or '(' or ')' or ';' or '\n' => true,
                '.' or '?' or '!' or ',' => isBeforeSpace && (text[at] != ',' || at + 1 < text.Length),
                '\'' or '’' or '‘' => isBeforeSpace || isAfterSpace,
                _ => false,
            };
            if (isEnd)
            {
                ends.Add(at + 1);
            }
        }
        ends.Add(text.Length);
        return ends;
    }

    private static bool IsQuote(char sign) => sign is '"' or '“' or '”' or '„' or '«' or '»' or '\'' or '’' or '‘';
}
