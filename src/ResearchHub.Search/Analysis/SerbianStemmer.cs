namespace ResearchHub.Search.Analysis;

/// <summary>
/// A stemmer of Serbian for folded words. It follows the steps of the published Snowball algorithm for Serbian (S. Petković and
/// D. Ivanović after N. Ljubešić and I. Pandžić): ijekavian to ekavian, a region behind the first syllable, repair of the consonant
/// changes, then the longest inflectional ending. It works on letters without diacritics, which that algorithm leaves to a flag,
/// and makes its endings from paradigms (<see cref="SerbianEndings"/>) instead of listing every form.
/// </summary>
internal static class SerbianStemmer
{
    private const int ShortestStem = 3;

    public static string Stem(string folded)
    {
        var word = ToEkavian(folded);
        var region = StartOfRegion(word);
        foreach (var (ending, repaired) in SerbianEndings.Changes)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= 1)
            {
                word = string.Concat(word.AsSpan(0, word.Length - ending.Length), repaired);
                break;
            }
        }
        var longest = Math.Min(SerbianEndings.Longest, word.Length - Math.Max(region, 1));
        for (var length = longest; length > 0; length--)
        {
            if (SerbianEndings.Find(word.AsSpan(word.Length - length), out var kept))
            {
                var stem = word.Length - length + kept.Length;
                if (stem >= ShortestStem)
                {
                    return string.Concat(word.AsSpan(0, word.Length - length), kept);
                }
            }
        }
        return word;
    }

    /// <summary><c>ije</c> and <c>je</c> between consonants become <c>e</c>: <c>lijek</c> and <c>lek</c> meet.</summary>
    private static string ToEkavian(string word)
    {
        for (var at = 1; at + 1 < word.Length; at++)
        {
            var span = word.AsSpan(at);
            var length =
                span.StartsWith("ije", StringComparison.Ordinal) ? 3
                : span.StartsWith("je", StringComparison.Ordinal) && word[at - 1] is not ('l' or 'n') ? 2
                : 0;
            if (length > 0 && at + length < word.Length && IsConsonant(word[at - 1]) && IsConsonant(word[at + length]))
            {
                word = string.Concat(word.AsSpan(0, at), "e", word.AsSpan(at + length));
            }
        }
        return word;
    }

    /// <summary>Position behind the first vowel, or behind an r that stands before it and makes a syllable; at least 2.</summary>
    private static int StartOfRegion(string word)
    {
        var vowel = word.AsSpan().IndexOfAny("aeiou");
        var r = word.IndexOf('r', StringComparison.Ordinal);
        var start =
            vowel < 0 ? word.Length
            : r > 0 && vowel - r > 1 ? r + 1
            : vowel + 1;
        if (start >= 2)
        {
            return start;
        }
        while (start < word.Length && !IsConsonant(word[start]))
        {
            start++;
        }
        return Math.Min(word.Length, start + 1);
    }

    private static bool IsConsonant(char sign) => sign is >= 'b' and <= 'z' and not ('e' or 'i' or 'o' or 'u');
}
