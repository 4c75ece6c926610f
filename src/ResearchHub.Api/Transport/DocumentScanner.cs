using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Looks over a document before the parser does: length, tokens and nesting are bounded in one pass without recursion,
/// so that no text can exhaust the parser's stack or time.
/// </summary>
internal static class DocumentScanner
{
    private const int LongestNumber = 100;

    /// <summary>The limit the text goes over, or null.</summary>
    public static ExecutionError? Check(ReadOnlySpan<char> text, GraphQLLimits limits)
    {
        if (text.Length > limits.MaxDocumentLength)
        {
            return Size($"A document has at most {limits.MaxDocumentLength} characters.", limits.MaxDocumentLength, text.Length);
        }
        int tokens = 0,
            depth = 0;
        for (var i = 0; i < text.Length; )
        {
            var c = text[i];
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n' or ',' or '\uFEFF':
                    i++;
                    continue;
                case '#':
                    i += Until(text[i..], '\r', '\n');
                    continue;
                case '{' or '[' or '(':
                    if (++depth > limits.MaxNesting)
                    {
                        return new LimitError(
                            ErrorCodes.DepthLimit,
                            $"Braces, brackets and parentheses nest at most {limits.MaxNesting} deep.",
                            limits.MaxNesting
                        );
                    }
                    i++;
                    break;
                case '}' or ']' or ')':
                    depth--;
                    i++;
                    break;
                case '"':
                    i += LengthOfString(text[i..]);
                    break;
                default:
                    var length = LengthOfWord(text[i..]);
                    if (length > LongestNumber && (char.IsAsciiDigit(c) || c == '-'))
                    {
                        return Size($"A number has at most {LongestNumber} digits.", LongestNumber, length);
                    }
                    i += length;
                    break;
            }
            if (++tokens > limits.MaxTokens)
            {
                return Size($"A document has at most {limits.MaxTokens} tokens.", limits.MaxTokens, null);
            }
        }
        return null;
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-' or '+' or '.'))
        {
            length++;
        }
        return Math.Max(length, 1);
    }

    private static int LengthOfString(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("\"\"\""))
        {
            var end = text[3..].IndexOf("\"\"\"");
            while (end > 0 && text[3 + end - 1] == '\\')
            {
                var next = text[(3 + end + 3)..].IndexOf("\"\"\"");
                end = next < 0 ? -1 : end + 3 + next;
            }
            return end < 0 ? text.Length : end + 6;
        }
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] is '"' or '\n' or '\r')
            {
                return i + 1;
            }
        }
        return text.Length;
    }

    private static int Until(ReadOnlySpan<char> text, char one, char other)
    {
        var end = text.IndexOfAny(one, other);
        return end < 0 ? text.Length : end;
    }

    private static LimitError Size(string message, long limit, long? actual) => new(ErrorCodes.SizeLimit, message, limit, actual);
}
