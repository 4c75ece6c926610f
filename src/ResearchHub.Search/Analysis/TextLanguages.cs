using ResearchHub.Core.Search;

namespace ResearchHub.Search.Analysis;

/// <summary>Languages as the index recognises them, for other modules.</summary>
internal sealed class TextLanguages : ITextLanguages
{
    private const string Unknown = "und";

    /// <inheritdoc />
    public string Of(string text, IEnumerable<string> likely) =>
        LanguageDetector.Detect(text) switch
        {
            TextLanguage.English => "en",
            TextLanguage.Serbian => IsCyrillic(text) ? "sr-Cyrl" : "sr-Latn",
            _ => likely.FirstOrDefault(tag => LanguageDetector.OfTag(tag) == TextLanguage.Other) ?? Unknown,
        };

    private static bool IsCyrillic(string text)
    {
        var letters = text.Where(char.IsLetter).ToArray();
        return letters.Count(letter => letter is >= '\u0400' and <= '\u04FF') * 2 > letters.Length;
    }
}
