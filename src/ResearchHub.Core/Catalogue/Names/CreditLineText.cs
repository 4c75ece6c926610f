using System.Text;
using static ResearchHub.Core.Catalogue.CreditLinePatterns;

namespace ResearchHub.Core.Catalogue;

/// <summary>The text of a credit line before names are looked for.</summary>
internal static class CreditLineText
{
    private const int MaxLength = 4000;

    /// <summary>Without invisible signs and titles, in normal form C; gaps that stand for line breaks are semicolons. At most 4,000 characters are read.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var c in (text ?? "").Length > MaxLength ? text!.AsSpan(0, MaxLength) : text)
        {
            if (!IdentifierText.IsInvisible(c))
            {
                clean.Append(char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c);
            }
        }
        var line = clean.ToString().Normalize(NormalizationForm.FormC).Trim();
        return Blanks().Replace(Title().Replace(WideGap().Replace(line, "; "), " "), " ").Trim();
    }

    public static IEnumerable<string> SplitOutsideBrackets(string text, char separator)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '(' => 1,
                ')' when depth > 0 => -1,
                _ => 0,
            };
            if (text[i] == separator && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
