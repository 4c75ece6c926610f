using System.Text.RegularExpressions;

namespace ResearchHub.Core.Catalogue;

/// <summary>What stands in credit lines beside names.</summary>
internal static partial class CreditLinePatterns
{
    private const RegexOptions Rules = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\(?\[?(orcid:?\s*)?(https?://)?(orcid\.org/)?(?<id>\d{4}-\d{4}-\d{4}-\d{3}[\dX])\]?\)?", Rules, 1000)]
    public static partial Regex OrcidShape();

    [GeneratedRegex(@"[<(]?[\w.+-]+@[\w.-]+[>)]?", Rules, 1000)]
    public static partial Regex MailAddress();

    [GeneratedRegex(@",?\s*\b(et\s+(al|el)\b\.?|and others\b|и др\.|i dr\.|\bi sar\.)", Rules, 1000)]
    public static partial Regex AndOthers();

    [GeneratedRegex(@"\s+(and|&|y|et|und|e|и|i)\s+|\s*/\s*|(?<=\p{L})\s*&\s*(?=\p{Lu}\p{Ll})", Rules & ~RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Conjunction();

    /// <summary>A dash with blanks around, or a full stop after a word of three letters or more, where something new begins.</summary>
    [GeneratedRegex(@"\s[-–—]+\s|,\s*[-–—]\s*|(?<=\p{Ll}{3})\.\s+(?=\p{Lu}\p{L})|\s+\|\s+", Rules & ~RegexOptions.IgnoreCase, 1000)]
    public static partial Regex DashOrStop();

    /// <summary>A family name in two halves whose hyphen got blanks around it: one word to the end of the name on the right.</summary>
    [GeneratedRegex(
        @"(?<=\p{Lu}\p{Ll}+)\s[-–]\s(?=\p{Lu}\p{Ll}+\s*($|,))(?!.*\b(ZIGLA|Sarajevo)\b)",
        Rules & ~RegexOptions.IgnoreCase,
        1000
    )]
    public static partial Regex JoinedHyphens();

    [GeneratedRegex(@"\((?<in>[^()]*)\)?", Rules, 1000)]
    public static partial Regex Bracket();

    [GeneratedRegex(@"\bowl\s?re$", Rules, 1000)]
    public static partial Regex TrailingFirm();

    [GeneratedRegex(
        @"^(\p{Lu}\p{Ll}+ (UK|USA|UAE)|EL SALVADOR|El Salvador|Costa Rica|Sri Lanka|South Africa|New York|United Kingdom)$",
        Rules & ~RegexOptions.IgnoreCase,
        1000
    )]
    public static partial Regex PlaceLine();

    [GeneratedRegex(@"(?<!\p{L})(Assoc|Prof|Dr|Mr|Mrs|Ms|Pr|Eng|Ing|Lic)\.(?!\p{L}\.)", Rules & ~RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Title();

    /// <summary>Who did what for whom: also the only sign between two names.</summary>
    [GeneratedRegex(@"\((team )?(lead(er)?|external|externe|externo|internal|interne|interno)\)", Rules, 1000)]
    public static partial Regex RoleInBrackets();

    [GeneratedRegex(@"^(and|&|y|et|und|e|и|i)\s+", Rules & ~RegexOptions.IgnoreCase, 1000)]
    public static partial Regex LeadingConjunction();

    /// <summary>Three blanks or more stand for a line break between two names.</summary>
    [GeneratedRegex(@"(?<=\p{L}) {3,}(?=\p{L})", Rules, 1000)]
    public static partial Regex WideGap();

    [GeneratedRegex(@"\s+", Rules, 1000)]
    public static partial Regex Blanks();
}
