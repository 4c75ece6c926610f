using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>By what names of organisations are told from names of people.</summary>
internal static class OrganizationSigns
{
    public static bool LooksLikeOrganization(string text)
    {
        var bare = text.Trim(' ', ',', '.');
        if (KnownOrganization(bare) || CreditLinePatterns.TrailingFirm().IsMatch(bare))
        {
            return true;
        }
        var words = bare.Split([' ', ',', '/', '|', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || bare.Any(char.IsDigit))
        {
            return words.Length > 0;
        }
        if (Array.Exists(words, word => IsOrganizationWord(word)))
        {
            return true;
        }
        return words.Length == 1
            && bare.Length > 1
            && !bare.Contains('.', StringComparison.Ordinal)
            && !bare.Contains('-', StringComparison.Ordinal);
    }

    private static bool IsOrganizationWord(string word) =>
        !word.Equals("and", StringComparison.OrdinalIgnoreCase)
        && !word.Equals("co.", StringComparison.OrdinalIgnoreCase)
        && (
            NameWords.Organization.Contains(word) && !(word is "Un" or "Who" or "Re" or "Sa" or "UB" or "Of")
            || NameWords.Organization.Contains(Transliteration.Fold(word)) && Transliteration.Fold(word).Length > 4
            || word.Contains("'etu", StringComparison.OrdinalIgnoreCase)
            || (word.Contains('&') && word.Length > 1)
            || word.Contains('+')
        );

    public static bool KnownOrganization(string text) => NameWords.KnownOrganizations.Contains(Transliteration.Fold(text));

    public static bool IsAcronym(string text) => text.Length is > 1 and <= 6 && text.All(c => char.IsUpper(c) || c is '-' or '+');

    /// <summary>"BACTHA Consulting and Wambui Gititu", but not "Post War Reconstruction and Development Unit".</summary>
    public static bool IsFirmThenPerson(List<string> sides) =>
        sides.TrueForAll(side => Words(side) > 1)
        && LooksLikeOrganization(sides[0])
        && !sides[0].Contains(" for ", StringComparison.Ordinal)
        && !sides[0].Contains(" of ", StringComparison.Ordinal)
        && !LooksLikeOrganization(sides[^1])
        && Array.TrueForAll(sides[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries), word => char.IsUpper(word[0]));

    /// <summary>Number of words that have a letter.</summary>
    public static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));
}
