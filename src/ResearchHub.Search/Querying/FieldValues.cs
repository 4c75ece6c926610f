using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>Reads the value behind the name of a field.</summary>
/// <param name="isValue">Whether several words are one type, topic or place.</param>
internal sealed class FieldValues(TokenCursor tokens, Func<QueryField, string, bool> isValue)
{
    /// <summary>What the current token says of a field; null, and the token stays, where it is no value.</summary>
    public QueryNode? Read(QueryField field)
    {
        if (tokens.Current.Kind is not (TokenKind.Word or TokenKind.Phrase or TokenKind.And or TokenKind.Or or TokenKind.Not))
        {
            return null;
        }
        var token = tokens.Take();
        switch (field)
        {
            case QueryField.Year:
                return YearRange.Parse(token.Text) ?? QueryLeaves.Word(token.Text);
            case QueryField.Doi or QueryField.Orcid:
                return PastedIdentifier.Parse(token.Text) ?? QueryLeaves.Word(token.Text);
            default:
                var inner =
                    token.Kind == TokenKind.Phrase ? QueryLeaves.Phrase(token.Text)
                    : Following(field, token.Text) is { } value ? QueryLeaves.Phrase(value)
                    : QueryLeaves.Word(token.Text);
                return inner is null or IdentifierNode ? inner : new FieldNode(field, inner);
        }
    }

    /// <summary>The longest run of words from here on that names something; null where one word does, or none.</summary>
    private string? Following(QueryField field, string first)
    {
        var (text, value, taken) = (first, (string?)null, 0);
        for (var count = 1; count < QueryLimits.ValueWords && IsPlainWord(tokens.Peek(count - 1)); count++)
        {
            var word = tokens.Peek(count - 1).Text;
            text += " " + word;
            if (!StopWords.IsOne(TextFolding.Fold(word)) && isValue(field, text))
            {
                (value, taken) = (text, count);
            }
        }
        tokens.Skip(taken);
        return value;
    }

    private static bool IsPlainWord(QueryToken token) =>
        token is { Kind: TokenKind.Word } or { Kind: TokenKind.And or TokenKind.Or or TokenKind.Not, Loud: false };
}
