using System.Collections.Frozen;
using ResearchHub.Core.Common;

namespace ResearchHub.Search.Analysis;

/// <summary>
/// Chooses the class of language of a text: the tag first, then the script, then function words, then letter triples learnt from a
/// few lines of each language. Works on folded text, so that the three spellings of Serbian decide alike.
/// </summary>
internal static class LanguageDetector
{
    private const int Sample = 600;
    private static readonly FrozenSet<string> SerbianTags = new[] { "sr", "bs", "hr", "sh", "cnr", "me" }.ToFrozenSet(
        StringComparer.Ordinal
    );

    private static readonly (TextLanguage Language, FrozenSet<string> Words, FrozenDictionary<int, float> Triples)[] Models =
    [
        Model(TextLanguage.English, LanguageSamples.English),
        Model(TextLanguage.Serbian, LanguageSamples.Serbian),
        Model(TextLanguage.Other, LanguageSamples.German),
        Model(TextLanguage.Other, LanguageSamples.French),
        Model(TextLanguage.Other, LanguageSamples.Spanish),
    ];

    /// <summary>The class of a tagged text.</summary>
    public static TextLanguage Of(LocalizedText text) => OfTag(text.Language) ?? Detect(text.Text);

    /// <summary>The class of a BCP 47 tag; null for <c>und</c> and other tags that say nothing.</summary>
    public static TextLanguage? OfTag(string? tag)
    {
        if (string.IsNullOrEmpty(tag) || tag.StartsWith("und", StringComparison.OrdinalIgnoreCase) || tag is "mul" or "zxx" or "mis")
        {
            return null;
        }
        var dash = tag.IndexOf('-', StringComparison.Ordinal);
        var language = (dash < 0 ? tag : tag[..dash]).ToLowerInvariant();
        return language is "en" or "eng" ? TextLanguage.English
            : SerbianTags.Contains(language) || language is "srp" or "hrv" or "bos" ? TextLanguage.Serbian
            : TextLanguage.Other;
    }

    /// <summary>The class of an untagged text.</summary>
    public static TextLanguage Detect(string text)
    {
        var folded = TextFolding.Fold(text.AsSpan(0, Math.Min(text.Length, Sample)));
        var best = TextLanguage.Other;
        var bestScore = float.MinValue;
        foreach (var (language, words, triples) in Models)
        {
            var score = Score(folded, words, triples);
            if (score > bestScore)
            {
                (best, bestScore) = (language, score);
            }
        }
        return best;
    }

    private static float Score(string folded, FrozenSet<string> words, FrozenDictionary<int, float> triples)
    {
        var score = 0f;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var word = new WordEnumerator(folded);
        while (word.MoveNext())
        {
            if (lookup.Contains(word.Word))
            {
                score += 4f;
            }
            var (a, b) = (' ', ' ');
            foreach (var sign in word.Word)
            {
                score += triples.GetValueOrDefault(Triple(a, b, sign), -9f);
                (a, b) = (b, sign);
            }
            score += triples.GetValueOrDefault(Triple(a, b, ' '), -9f);
        }
        return score;
    }

    private static (TextLanguage, FrozenSet<string>, FrozenDictionary<int, float>) Model(TextLanguage language, string sample)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new Dictionary<int, int>();
        var total = 0;
        var word = new WordEnumerator(TextFolding.Fold(sample));
        while (word.MoveNext())
        {
            var text = word.Word.ToString();
            words[text] = words.GetValueOrDefault(text) + 1;
            var (a, b) = (' ', ' ');
            foreach (var sign in text + " ")
            {
                var triple = Triple(a, b, sign);
                counts[triple] = counts.GetValueOrDefault(triple) + 1;
                total++;
                (a, b) = (b, sign);
            }
        }
        var function = words.Where(pair => pair.Key.Length <= 4 && pair.Value > 1).Select(pair => pair.Key);
        var triples = counts.ToFrozenDictionary(pair => pair.Key, pair => MathF.Log((pair.Value + 0.5f) / total));
        return (language, function.ToFrozenSet(StringComparer.Ordinal), triples);
    }

    private static int Triple(char a, char b, char c) => ((a & 0x3FF) << 20) | ((b & 0x3FF) << 10) | (c & 0x3FF);
}
