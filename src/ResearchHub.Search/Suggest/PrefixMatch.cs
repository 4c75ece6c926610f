namespace ResearchHub.Search.Suggest;

/// <summary>Compares what was typed with the text itself; keys in the tree are cut too short to tell.</summary>
internal static class PrefixMatch
{
    /// <summary>True when the text, from one of its words on, begins with the prefix, give or take the edits.</summary>
    public static bool Begins(List<string> words, string prefix, int edits)
    {
        for (var from = 0; from < words.Count; from++)
        {
            var rest = string.Join(' ', words.Skip(from)) + ' ';
            if (rest.StartsWith(prefix, StringComparison.Ordinal) || (edits > 0 && Near(rest, prefix)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>One edit, or two neighbours swapped, makes the prefix a beginning of the text.</summary>
    private static bool Near(string text, string prefix)
    {
        var at = text.AsSpan().CommonPrefixLength(prefix);
        if (at == 0 || at >= text.Length)
        {
            return false;
        }
        var rest = text.AsSpan(at);
        var typed = prefix.AsSpan(at);
        return rest[1..].StartsWith(typed[1..])
            || rest.StartsWith(typed[1..])
            || rest[1..].StartsWith(typed)
            || (rest.Length > 1 && typed.Length > 1 && rest[0] == typed[1] && rest[1] == typed[0] && rest[2..].StartsWith(typed[2..]));
    }
}
