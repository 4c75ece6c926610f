using System.Collections.Frozen;

namespace ResearchHub.Core.Seeding;

/// <summary>English names of languages, as sources write them, to BCP 47 tags.</summary>
internal static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Albanian"] = "sq",
        ["Arabic"] = "ar",
        ["Bosnian"] = "bs",
        ["Bulgarian"] = "bg",
        ["Chinese"] = "zh",
        ["Croatian"] = "hr",
        ["Czech"] = "cs",
        ["Dutch"] = "nl",
        ["English"] = "en",
        ["French"] = "fr",
        ["German"] = "de",
        ["Greek"] = "el",
        ["Hungarian"] = "hu",
        ["Indonesian"] = "id",
        ["Italian"] = "it",
        ["Macedonian"] = "mk",
        ["Montenegrin"] = "cnr",
        ["Polish"] = "pl",
        ["Portuguese"] = "pt",
        ["Romanian"] = "ro",
        ["Russian"] = "ru",
        ["Serbian"] = "sr",
        ["Serbian (Cyrillic)"] = "sr-Cyrl",
        ["Serbian (Latin)"] = "sr-Latn",
        ["Slovenian"] = "sl",
        ["Spanish"] = "es",
        ["Turkish"] = "tr",
        ["Ukrainian"] = "uk",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Small words that a text of the language can hardly do without.</summary>
    private static readonly (string Tag, string[] Words)[] SmallWords =
    [
        ("en", ["the", "of", "and", "for", "in", "to", "on"]),
        ("es", ["de", "la", "el", "los", "las", "del", "y", "para", "en", "una"]),
        ("fr", ["de", "la", "le", "les", "des", "du", "et", "pour", "en", "une", "au"]),
        ("pt", ["de", "da", "do", "dos", "das", "e", "para", "em", "uma"]),
    ];

    /// <summary>Tags of a list such as "English, Spanish"; names that are not known and are no tag are left out.</summary>
    public static string[] Of(IEnumerable<string> names) =>
        [
            .. names
                .SelectMany(name => name.Split([',', ';', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(name => Tags.GetValueOrDefault(name) ?? (IsTag(name) ? name : null))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Which of a record's languages its title is in: the only one, else the one whose small words it holds most of.</summary>
    public static string OfTitle(string title, string[] languages)
    {
        if (languages.Length <= 1)
        {
            return languages.Length == 1 ? languages[0] : "und";
        }
        var words = CleanText.Key(title).Split(' ');
        return SmallWords
                .Where(language => languages.Contains(language.Tag, StringComparer.Ordinal))
                .Select(language => (language.Tag, Count: words.Count(word => language.Words.Contains(word, StringComparer.Ordinal))))
                .OrderByDescending(language => language.Count)
                .Select(language => language.Tag)
                .FirstOrDefault()
            ?? languages[0];
    }

    private static bool IsTag(string name) =>
        name.Length is >= 2 and <= 35 && name.Split('-') is [{ Length: 2 or 3 } primary, ..] && primary.All(char.IsAsciiLetterLower);
}
