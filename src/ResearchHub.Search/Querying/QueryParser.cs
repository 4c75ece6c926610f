using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>
/// Reads what people type. Never fails: what makes no sense as an operator is a word, what is beyond <see cref="QueryLimits"/> is
/// left out. Plain words are alternatives; <c>AND</c>, <c>+</c> make them necessary, <c>NOT</c>, <c>-</c> exclude.
/// </summary>
internal sealed class QueryParser
{
    private readonly List<QueryToken> tokens;
    private readonly bool quietOperators;
    private int next;
    private int clauses;
    private int beginnings;
    private bool isCut;

    private QueryParser(List<QueryToken> tokens)
    {
        this.tokens = tokens;
        quietOperators = QuietOperatorsAreMeant(tokens);
    }

    /// <summary>The tree of a text, and whether something was left out.</summary>
    public static (QueryNode Node, bool Cut) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (new EverythingNode(), false);
        }
        var cut = text.Length > QueryLimits.Length;
        if (!cut && PastedIdentifier.Parse(text) is { } identifier)
        {
            return (identifier, false);
        }
        var parser = new QueryParser(QueryLexer.Read(cut ? text[..QueryLimits.Length] : text));
        var node = parser.ParseAlternatives(depth: 0) ?? new EverythingNode();
        return (node, cut || parser.isCut);
    }

    private QueryToken Current => tokens[next];

    /// <summary>
    /// Operators in small letters are ordinary words of a language, so they count only in a query that is nothing but operands with
    /// one between each two: <c>izbeglice i azil</c>, not <c>migracije i razvoj u Srbiji</c>.
    /// </summary>
    private static bool QuietOperatorsAreMeant(List<QueryToken> tokens)
    {
        var count = tokens.Count - 1;
        if (count < 3 || count % 2 == 0)
        {
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            var isOperator = tokens[i].Kind is TokenKind.And or TokenKind.Or or TokenKind.Not;
            var isOperand = tokens[i].Kind is TokenKind.Word or TokenKind.Phrase;
            if (i % 2 == 1 ? !isOperator : !isOperand)
            {
                return false;
            }
        }
        return true;
    }

    private bool IsOperator(QueryToken token) =>
        token.Kind is TokenKind.And or TokenKind.Or or TokenKind.Not && (token.Loud || quietOperators);

    private QueryNode? ParseAlternatives(int depth)
    {
        var groups = new List<QueryNode>();
        while (true)
        {
            if (ParseSequence(depth) is { } sequence)
            {
                groups.Add(sequence);
            }
            if (Current.Kind == TokenKind.Or && IsOperator(Current))
            {
                next++;
                continue;
            }
            if (Current.Kind == TokenKind.End || (depth > 0 && Current.Kind == TokenKind.Close))
            {
                break;
            }
            next++;
        }
        return groups.Count switch
        {
            0 => null,
            1 => groups[0],
            _ => new ClausesNode(groups, [], []),
        };
    }

    private QueryNode? ParseSequence(int depth)
    {
        var any = new List<QueryNode>();
        var all = new List<QueryNode>();
        var none = new List<QueryNode>();
        var joined = false;
        while (Current.Kind is not (TokenKind.End or TokenKind.Close))
        {
            var token = Current;
            if (token.Kind == TokenKind.Or && IsOperator(token))
            {
                break;
            }
            var target = any;
            if (token.Kind == TokenKind.And && IsOperator(token))
            {
                next++;
                joined = true;
                continue;
            }
            if (token.Kind == TokenKind.Minus || (token.Kind == TokenKind.Not && IsOperator(token)))
            {
                next++;
                target = none;
            }
            else if (token.Kind == TokenKind.Plus)
            {
                next++;
                target = all;
            }
            if (Current.Kind is TokenKind.End or TokenKind.Close || ParseOperand(depth) is not { } operand)
            {
                continue;
            }
            if (joined && ReferenceEquals(target, any))
            {
                if (any.Count > 0)
                {
                    all.Add(any[^1]);
                    any.RemoveAt(any.Count - 1);
                }
                target = all;
            }
            joined = false;
            if (operand is PhraseNode run && !run.Quoted && ReferenceEquals(target, any))
            {
                any.AddRange(Words(run.Phrase));
                continue;
            }
            target.Add(operand);
        }
        return Combine(any, all, none);
    }

    private static QueryNode? Combine(List<QueryNode> any, List<QueryNode> all, List<QueryNode> none)
    {
        foreach (var condition in any.Where(IsCondition).ToList())
        {
            any.Remove(condition);
            all.Add(condition);
        }
        return (any.Count, all.Count, none.Count) switch
        {
            (0, 0, 0) => null,
            (1, 0, 0) => any[0],
            (0, 1, 0) => all[0],
            _ => new ClausesNode(any, all, none),
        };
    }

    /// <summary>Who names a field means it.</summary>
    private static bool IsCondition(QueryNode node) => node is FieldNode or YearsNode;

    private QueryNode? ParseOperand(int depth)
    {
        var token = Current;
        next++;
        switch (token.Kind)
        {
            case TokenKind.Open when depth < QueryLimits.Depth:
                var inner = ParseAlternatives(depth + 1);
                if (Current.Kind == TokenKind.Close)
                {
                    next++;
                }
                return inner;
            case TokenKind.Field:
                return ParseField(token.Field);
            case TokenKind.Phrase:
                return Counted(Phrase(token.Text));
            case TokenKind.Word or TokenKind.And or TokenKind.Or or TokenKind.Not:
                return Counted(Word(token.Text));
            default:
                return null;
        }
    }

    private QueryNode? ParseField(QueryField field)
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.Phrase or TokenKind.And or TokenKind.Or or TokenKind.Not))
        {
            return null;
        }
        var token = Current;
        next++;
        switch (field)
        {
            case QueryField.Year:
                return Counted(YearRange.Parse(token.Text) ?? Word(token.Text));
            case QueryField.Doi or QueryField.Orcid:
                return Counted(PastedIdentifier.Parse(token.Text) ?? Word(token.Text));
            default:
                var inner = token.Kind == TokenKind.Phrase ? Phrase(token.Text) : Word(token.Text);
                return Counted(inner is null or IdentifierNode ? inner : new FieldNode(field, inner));
        }
    }

    private QueryNode? Counted(QueryNode? node)
    {
        if (node is null)
        {
            return null;
        }
        var isBeyond =
            ++clauses > QueryLimits.Clauses
            || (node is PrefixNode or FieldNode { Inner: PrefixNode } && ++beginnings > QueryLimits.Prefixes);
        isCut |= isBeyond;
        return isBeyond ? null : node;
    }

    private static PhraseNode? Phrase(string text) => CountWords(text) > 0 ? new PhraseNode(text.Trim(), Quoted: true) : null;

    private static QueryNode? Word(string text)
    {
        if (PastedIdentifier.Parse(text) is { } identifier)
        {
            return identifier;
        }
        var words = CountWords(text);
        if (text.EndsWith('*') && words == 1)
        {
            return new PrefixNode(((WordNode)Words(text)[0]).Word);
        }
        return words switch
        {
            0 => null,
            1 => Words(text)[0],
            _ => new PhraseNode(text, Quoted: false),
        };
    }

    private static List<QueryNode> Words(string text)
    {
        var words = new List<QueryNode>();
        var word = new WordEnumerator(text);
        while (word.MoveNext() && words.Count < QueryLimits.PhraseWords)
        {
            words.Add(new WordNode(word.Word.ToString()));
        }
        return words;
    }

    private static int CountWords(string text)
    {
        var count = 0;
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            count++;
        }
        return count;
    }
}
