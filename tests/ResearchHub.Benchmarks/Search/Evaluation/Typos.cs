namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary>One typing error a query: in one of its three longest words, neighbours swapped, a letter lost or a wrong one.</summary>
internal static class Typos
{
    private const int ShortestWord = 6;

    public static string Make(string query, Random random)
    {
        var words = query.Split(' ');
        var candidates = Enumerable
            .Range(0, words.Length)
            .Where(at => words[at].Length >= ShortestWord && words[at].All(char.IsAsciiLetter))
            .OrderByDescending(at => words[at].Length)
            .Take(3)
            .ToList();
        if (candidates.Count > 0)
        {
            var chosen = candidates[random.Next(candidates.Count)];
            words[chosen] = Spoil(words[chosen], random);
        }
        return string.Join(' ', words);
    }

    private static string Spoil(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(3) switch
        {
            0 => word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..],
            1 => word.Remove(at, 1),
            _ => word[..at] + (char)('a' + random.Next(26)) + word[(at + 1)..],
        };
    }
}
