namespace ResearchHub.Search.Querying;

/// <summary>
/// Reads what people type. Never fails: what makes no sense as an operator is a word, what is beyond <see cref="QueryLimits"/> is
/// left out. Plain words are alternatives; <c>AND</c>, <c>+</c> make them necessary, <c>NOT</c>, <c>-</c> exclude.
/// </summary>
internal sealed class QueryParser
{
    private readonly TokenCursor tokens;
    private readonly FieldValues values;
    private readonly bool isRelaxed;
    private readonly QueryBudget budget = new();
    private QueryField? group;

    private QueryParser(List<QueryToken> tokens, Func<QueryField, string, bool>? isValue, bool relaxed)
    {
        this.tokens = new TokenCursor(tokens);
        values = new FieldValues(this.tokens, isValue ?? ((_, _) => false));
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
        return new ParsedQuery(node, cut || parser.budget.IsCut) { CanRelax = !relaxed && parser.tokens.HasOnlyQuietOperators };
    }

    /// <summary>A text of which nothing was read but operators is taken for its words: only one without any means everything.</summary>
    private QueryNode AllWords(string text)
    {
        var words = QueryLeaves.Words(text, QueryLimits.Clauses + 1);
        budget.IsCut |= words.Count > QueryLimits.Clauses;
        return words.Count switch
        {
            0 => new EverythingNode(),
            1 => words[0],
            _ => new ClausesNode([.. words.Take(QueryLimits.Clauses)], [], []),
        };
    }

    private QueryNode? ParseAlternatives(int depth)
    {
        var groups = new List<QueryNode>();
        while (true)
        {
            if (ParseSequence(depth) is { } sequence)
            {
                groups.Add(sequence);
            }
            if (tokens.Current.Kind == TokenKind.End || (depth > 0 && tokens.Current.Kind == TokenKind.Close))
            {
                break;
            }
            tokens.Skip(1);
        }
        return groups.Count switch
        {
            0 => null,
            1 => groups[0],
            _ => new ClausesNode(groups, [], []),
        };
    }

    /// <summary>What stands up to an <c>OR</c>, or to the end of a group.</summary>
    private QueryNode? ParseSequence(int depth)
    {
        var clauses = new ClauseLists();
        while (!tokens.IsAtEnd && !tokens.IsOperator(TokenKind.Or))
        {
            if (isRelaxed && tokens.IsOperator(tokens.Current))
            {
                tokens.Skip(1);
            }
            else if (tokens.IsOperator(TokenKind.And))
            {
                tokens.Skip(1);
                clauses.Join();
            }
            else if (tokens.Current.Kind == TokenKind.Minus || tokens.IsOperator(TokenKind.Not))
            {
                AddOperand(depth, clauses.AddExcluded, hasSign: true);
            }
            else if (tokens.Current.Kind == TokenKind.Plus)
            {
                AddOperand(depth, clauses.AddNecessary, hasSign: true);
            }
            else
            {
                AddOperand(depth, clauses.AddAlternative, hasSign: false);
            }
        }
        return clauses.Combine(isOfField: group is not null);
    }

    private void AddOperand(int depth, Action<QueryNode> add, bool hasSign)
    {
        tokens.Skip(hasSign ? 1 : 0);
        if (!tokens.IsAtEnd && ParseOperand(depth) is { } operand)
        {
            add(operand);
        }
    }

    private QueryNode? ParseOperand(int depth)
    {
        if (group is { } field && tokens.Current.Kind is not (TokenKind.Open or TokenKind.Field))
        {
            return Counted(values.Read(field));
        }
        var token = tokens.Take();
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
            budget.IsCut = true;
            tokens.SkipGroup();
            return null;
        }
        var inner = ParseAlternatives(depth + 1);
        if (tokens.Current.Kind == TokenKind.Close)
        {
            tokens.Skip(1);
        }
        return inner;
    }

    /// <summary>A field holds for one value, or for a group of them in parentheses.</summary>
    private QueryNode? ParseField(QueryField field, int depth)
    {
        if (tokens.Current.Kind != TokenKind.Open)
        {
            return Counted(values.Read(field));
        }
        var outer = group;
        group = field;
        tokens.Skip(1);
        var inner = ParseGroup(depth);
        group = outer;
        return inner is ClausesNode ? new FieldNode(field, inner) : inner;
    }

    private QueryNode? Counted(QueryNode? node)
    {
        var counted = budget.Count(node);
        if (budget.IsSpent)
        {
            tokens.SkipAll();
        }
        return counted;
    }
}
