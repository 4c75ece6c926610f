namespace ResearchHub.Search.Querying;

/// <summary>Goes over the tokens of a query, and knows which of them are operators.</summary>
internal sealed class TokenCursor(List<QueryToken> tokens)
{
    private readonly bool quietOperators = QuietOperatorsAreMeant(tokens);
    private int next;

    public QueryToken Current => tokens[next];

    /// <summary>Whether the end, or the end of a group, is reached.</summary>
    public bool IsAtEnd => Current.Kind is TokenKind.End or TokenKind.Close;

    /// <summary>Words are necessary or excluded only by operators in small letters.</summary>
    public bool HasOnlyQuietOperators => quietOperators && !tokens.Exists(token => token is { Loud: true, IsLetter: false });

    /// <summary>The current token, which is then behind.</summary>
    public QueryToken Take() => tokens[next++];

    /// <summary>A token before the end, so many after the current one.</summary>
    public QueryToken Peek(int after) => tokens[next + after];

    public void Skip(int count) => next += count;

    public void SkipAll() => next = tokens.Count - 1;

    /// <summary>Passes over what stands behind an opening parenthesis, with the closing one.</summary>
    public void SkipGroup()
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

    public bool IsOperator(QueryToken token) =>
        token.Kind is TokenKind.And or TokenKind.Or or TokenKind.Not && (token.Loud || quietOperators);

    public bool IsOperator(TokenKind kind) => Current.Kind == kind && IsOperator(Current);

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
}
