namespace ResearchHub.Search.Querying;

/// <summary>Cuts a text into passages at the ends of sentences; very long ones at a space.</summary>
internal static class Sentences
{
    private const int Shortest = 40;
    private const int Longest = 400;

    public static List<(int Start, int End)> Split(string text)
    {
        var sentences = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 - start;
            var ends =
                text[i] is '.' or '!' or '?' or '\n' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])) && length >= Shortest;
            if (ends || (length >= Longest && char.IsWhiteSpace(text[i])))
            {
                sentences.Add((start, i + 1));
                start = i + 1;
                while (start < text.Length && char.IsWhiteSpace(text[start]))
                {
                    start++;
                }
                i = start - 1;
            }
        }
        if (start < text.Length)
        {
            sentences.Add((start, text.Length));
        }
        return sentences;
    }
}
