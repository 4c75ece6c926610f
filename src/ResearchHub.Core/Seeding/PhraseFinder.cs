namespace ResearchHub.Core.Seeding;

/// <summary>
/// Finds phrases in text by whole words, longest first, without overlaps. Compared are the words of <see cref="CleanText.Key"/> without
/// the English plural ending, so that "Remittance" finds "remittances".
/// </summary>
internal sealed class PhraseFinder<T>
{
    private readonly Dictionary<string, List<(string[] Words, T Value)>> _byFirstWord = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase. Of two phrases that read the same both are found.</summary>
    public void Add(string phrase, T value)
    {
        var words = Words(phrase);
        if (words.Length == 0)
        {
            return;
        }
        if (!_byFirstWord.TryGetValue(words[0], out var phrases))
        {
            _byFirstWord[words[0]] = phrases = [];
        }
        phrases.Add((words, value));
    }

    /// <summary>The values of the phrases found, in the order of the text, each once.</summary>
    public IReadOnlyList<T> Find(string text)
    {
        var words = Words(text);
        var found = new List<T>();
        for (var at = 0; at < words.Length; )
        {
            var longest = 0;
            var here = new List<T>();
            foreach (var (phrase, value) in _byFirstWord.GetValueOrDefault(words[at], []))
            {
                if (phrase.Length >= longest && words.AsSpan(at).StartsWith(phrase))
                {
                    if (phrase.Length > longest)
                    {
                        here.Clear();
                    }
                    longest = phrase.Length;
                    here.Add(value);
                }
            }
            found.AddRange(here);
            at += Math.Max(longest, 1);
        }
        return [.. found.Distinct()];
    }

    private static string[] Words(string text)
    {
        var words = CleanText.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = words[i] switch
            {
                { Length: > 4 } word when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
                { Length: > 3 } word when word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') => word[..^1],
                var word => word,
            };
        }
        return words;
    }
}
