using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>
/// Reads what people type. Never fails: what makes no sense as an operator is a word, what is beyond <see cref="QueryLimits"/> is
/// left out. Plain words are alternatives; <c>AND</c>, <c>+</c> make them necessary, <c>NOT</c>, <c>-</c> exclude.
/// </summary>
internal sealed class QueryParser
{
    private readonly List<QueryToken> tokens;
    private readonly Func<QueryField, string, bool> isValue;
    private readonly bool quietOperators;
    private readonly bool isRelaxed;
    private QueryField? group;
    private int next;
    private int clauses;
    private int beginnings;
    private bool isCut;

    private QueryParser(List<QueryToken> tokens, Func<QueryField, string, bool>? isValue, bool relaxed)
    {
        this.tokens = tokens;
        this.isValue = isValue ?? ((_, _) => false);
        quietOperators = QuietOperatorsAreMeant(tokens);
        isRelaxed = relaxed;
    }

    /// <summary>The tree of a text.</summary>
    /// <param name="isValue">Whether several words are one type, topic or place; none are unless said.</param>
    /// <param name="relaxed">Operators in small letters are left out, which makes the words alternatives.</param>
    public static ParsedQuery Parse(string? text, Func<QueryField, string, bool>? isValue = null, bool relaxed = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ParsedQuery(new EverythingNode(), false);
        }
        var cut = text.Length > QueryLimits.Length;
        if (!cut && PastedIdentifier.Parse(text) is { } identifier)
        {
            return new ParsedQuery(identifier, false);
        }
        var read = QueryLimits.Cut(text)!;
        var parser = new QueryParser(QueryLexer.Read(read), isValue, relaxed);
        var node = parser.ParseAlternatives(depth: 0) ?? parser.AllWords(read);
        return new ParsedQuery(node, cut || parser.isCut)
        {
            CanRelax = parser.quietOperators && !relaxed && !parser.tokens.Exists(token => token is { Loud: true, IsLetter: false }),
        };
    }

    /// <summary>A text of which nothing was read but operators is taken for its words: only one without any means everything.</summary>
    private QueryNode AllWords(string text)
    {
        var words = QueryLeaves.Words(text, QueryLimits.Clauses + 1);
        isCut |= words.Count > QueryLimits.Clauses;
        return words.Count switch
        {
            0 => new EverythingNode(),
            1 => words[0],
            _ => new ClausesNode([.. words.Take(QueryLimits.Clauses)], [], []),
        };
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
            if (isRelaxed && IsOperator(token))
            {
                next++;
                continue;
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
            target.Add(operand);
        }
        return Combine([.. any.SelectMany(QueryLeaves.Alternatives)], all, none);
    }

    private QueryNode? Combine(List<QueryNode> any, List<QueryNode> all, List<QueryNode> none)
    {
        foreach (var condition in any.Where(node => group is null && IsCondition(node)).ToList())
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
        if (group is { } field && token.Kind is not (TokenKind.Open or TokenKind.Field))
        {
            return ParseValue(field);
        }
        next++;
        switch (token.Kind)
        {
            case TokenKind.Open:
                return ParseGroup(depth);
            case TokenKind.Field:
                return ParseField(token.Field, depth);
            case TokenKind.Phrase:
                return Counted(QueryLeaves.Phrase(token.Text));
            case TokenKind.Word or TokenKind.And or TokenKind.Or or TokenKind.Not:
                return Counted(QueryLeaves.Word(token.Text));
            default:
                return null;
        }
    }

    /// <summary>What stands behind an opening parenthesis, with the closing one; what is too deep is left out.</summary>
    private QueryNode? ParseGroup(int depth)
    {
        if (depth >= QueryLimits.Depth)
        {
            isCut = true;
            SkipGroup();
            return null;
        }
        var inner = ParseAlternatives(depth + 1);
        if (Current.Kind == TokenKind.Close)
        {
            next++;
        }
        return inner;
    }

    private void SkipGroup()
    {
        for (var open = 1; open > 0 && Current.Kind != TokenKind.End; next++)
        {
            open += Current.Kind switch
            {
                TokenKind.Open => 1,
                TokenKind.Close => -1,
                _ => 0,
            };
        }
    }

    /// <summary>A field holds for one value, or for a group of them in parentheses.</summary>
    private QueryNode? ParseField(QueryField field, int depth)
    {
        if (Current.Kind != TokenKind.Open)
        {
            return ParseValue(field);
        }
        var outer = group;
        group = field;
        next++;
        var inner = ParseGroup(depth);
        group = outer;
        return inner is ClausesNode ? new FieldNode(field, inner) : inner;
    }

    private QueryNode? ParseValue(QueryField field)
    {
        var token = Current;
        if (token.Kind is not (TokenKind.Word or TokenKind.Phrase or TokenKind.And or TokenKind.Or or TokenKind.Not))
        {
            return null;
        }
        next++;
        switch (field)
        {
            case QueryField.Year:
                return Counted(YearRange.Parse(token.Text) ?? QueryLeaves.Word(token.Text));
            case QueryField.Doi or QueryField.Orcid:
                return Counted(PastedIdentifier.Parse(token.Text) ?? QueryLeaves.Word(token.Text));
            default:
                var inner =
                    token.Kind == TokenKind.Phrase ? QueryLeaves.Phrase(token.Text)
                    : FollowingValue(field, token.Text) is { } value ? QueryLeaves.Phrase(value)
                    : QueryLeaves.Word(token.Text);
                return Counted(inner is null or IdentifierNode ? inner : new FieldNode(field, inner));
        }
    }

    /// <summary>The longest run of words from here on that names something; null where one word does, or none.</summary>
    private string? FollowingValue(QueryField field, string first)
    {
        var (text, value, taken) = (first, (string?)null, 0);
        for (var count = 1; count < QueryLimits.ValueWords && IsPlainWord(tokens[next + count - 1]); count++)
        {
            var word = tokens[next + count - 1].Text;
            text += " " + word;
            if (!StopWords.IsOne(TextFolding.Fold(word)) && isValue(field, text))
            {
                (value, taken) = (text, count);
            }
        }
        next += taken;
        return value;
    }

    private static bool IsPlainWord(QueryToken token) =>
        token is { Kind: TokenKind.Word } or { Kind: TokenKind.And or TokenKind.Or or TokenKind.Not, Loud: false };

    private QueryNode? Counted(QueryNode? node)
    {
        if (node is null)
        {
            return null;
        }
        clauses += QueryLeaves.Alternatives(node).Count;
        if (clauses > QueryLimits.Clauses)
        {
            isCut = true;
            next = tokens.Count - 1;
            return null;
        }
        var isBeyond = node is PrefixNode or FieldNode { Inner: PrefixNode } && ++beginnings > QueryLimits.Prefixes;
        isCut |= isBeyond || QueryLeaves.IsTooLong(node);
        return isBeyond ? null : node;
    }
}
