using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

internal enum TokenKind
{
    Word,
    Phrase,
    Open,
    Close,
    Minus,
    Plus,
    And,
    Or,
    Not,
    Field,
    End,
}

/// <summary>A piece of query text.</summary>
/// <param name="Text">The word, what stands in quotes, or the field's name.</param>
/// <param name="Loud">An operator in capitals, which is never an ordinary word; <c>I</c> and <c>NE</c> among English ones may be (a person, a first part, the north-east).</param>
internal readonly record struct QueryToken(TokenKind Kind, string Text, QueryField Field = default, bool Loud = false)
{
    /// <summary>A single letter: even among Serbian words it may be a numeral (<c>Tempus I projekat</c>).</summary>
    public bool IsLetter => Text is [var sign] && char.IsLetter(sign);
}

/// <summary>Cuts query text into tokens. Any text gives a list; quotes that do not close run to the end.</summary>
internal static class QueryLexer
{
    private static readonly Dictionary<string, QueryField> FieldNames = new(StringComparer.Ordinal)
    {
        ["title"] = QueryField.Title,
        ["naslov"] = QueryField.Title,
        ["author"] = QueryField.Author,
        ["autor"] = QueryField.Author,
        ["person"] = QueryField.Author,
        ["topic"] = QueryField.Topic,
        ["tema"] = QueryField.Topic,
        ["concept"] = QueryField.Topic,
        ["place"] = QueryField.Place,
        ["mesto"] = QueryField.Place,
        ["zemlja"] = QueryField.Place,
        ["drzava"] = QueryField.Place,
        ["country"] = QueryField.Place,
        ["type"] = QueryField.Type,
        ["vrsta"] = QueryField.Type,
        ["tip"] = QueryField.Type,
        ["kind"] = QueryField.Type,
        ["doi"] = QueryField.Doi,
        ["orcid"] = QueryField.Orcid,
        ["year"] = QueryField.Year,
        ["godina"] = QueryField.Year,
    };

    public static List<QueryToken> Read(string text)
    {
        var tokens = new List<QueryToken>();
        var isSerbian = new Lazy<bool>(() => IsSerbian(text));
        var at = 0;
        while (at < text.Length)
        {
            var sign = text[at];
            if (char.IsWhiteSpace(sign) || char.IsControl(sign))
            {
                at++;
            }
            else if (IsQuote(sign))
            {
                var end = at + 1;
                while (end < text.Length && !IsQuote(text[end]))
                {
                    end++;
                }
                tokens.Add(new QueryToken(TokenKind.Phrase, text[(at + 1)..end]));
                at = end + 1;
            }
            else if (sign is '(' or ')')
            {
                tokens.Add(new QueryToken(sign == '(' ? TokenKind.Open : TokenKind.Close, sign.ToString()));
                at++;
            }
            else if (
                sign is '-' or '+'
                && StartsSomething(text, at + 1)
                && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] == '(')
            )
            {
                tokens.Add(new QueryToken(sign == '-' ? TokenKind.Minus : TokenKind.Plus, sign.ToString()));
                at++;
            }
            else
            {
                at = ReadRun(text, at, tokens, isSerbian);
            }
        }
        tokens.Add(new QueryToken(TokenKind.End, ""));
        return tokens;
    }

    /// <summary>What single letters and the operators in capitals say is in question, so they do not count: "Type I error" would be Serbian for its I.</summary>
    private static bool IsSerbian(string text) =>
        text.Any(char.IsLower)
        && LanguageDetector.Detect(string.Join(' ', text.Split().Where(word => word.Length > 1 && !IsSerbianOperator(word))))
            == TextLanguage.Serbian;

    private static int ReadRun(string text, int start, List<QueryToken> tokens, Lazy<bool> isSerbian)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsQuote(text[end]))
        {
            if (text[end] == ':' && FieldNames.TryGetValue(TextFolding.Fold(text.AsSpan(start, end - start)), out var field))
            {
                tokens.Add(new QueryToken(TokenKind.Field, text[start..end], field));
                return end + 1;
            }
            if (text[end] is '(' or ')' && !IsInsideIdentifier(text.AsSpan(start, end - start)))
            {
                break;
            }
            end++;
        }
        var run = text[start..end];
        tokens.Add(Operator(run, isSerbian) ?? new QueryToken(TokenKind.Word, run));
        return end;
    }

    private static QueryToken? Operator(string run, Lazy<bool> isSerbian)
    {
        if (run is "&&")
        {
            return new QueryToken(TokenKind.And, run, Loud: true);
        }
        if (run is "||" or "|")
        {
            return new QueryToken(TokenKind.Or, run, Loud: true);
        }
        if (run.Length > 3)
        {
            return null;
        }
        TokenKind? kind = TextFolding.Fold(run) switch
        {
            "and" or "i" => TokenKind.And,
            "or" or "ili" => TokenKind.Or,
            "not" or "ne" => TokenKind.Not,
            _ => null,
        };
        return kind is null ? null : new QueryToken(kind.Value, run, Loud: IsLoud(run, isSerbian));
    }

    /// <param name="isSerbian">
    /// Whether the words around are, and not all in capitals: only among those do Serbian operators in capitals say something, where <c>I</c> is no
    /// pronoun and <c>NE</c> no point of the compass.
    /// </param>
    private static bool IsLoud(string run, Lazy<bool> isSerbian) => run.All(char.IsUpper) && (!IsSerbianOperator(run) || isSerbian.Value);

    private static bool IsSerbianOperator(string run) =>
        run.Length <= 3 && run.All(char.IsUpper) && TextFolding.Fold(run) is "i" or "ili" or "ne";

    /// <summary>DOIs may hold parentheses.</summary>
    private static bool IsInsideIdentifier(ReadOnlySpan<char> run) => run.Contains("10.", StringComparison.Ordinal) && run.Contains('/');

    private static bool StartsSomething(string text, int at) =>
        at < text.Length && (char.IsLetterOrDigit(text[at]) || IsQuote(text[at]) || text[at] == '(');

    private static bool IsQuote(char sign) => sign is '"' or '“' or '”' or '„' or '«' or '»';
}
