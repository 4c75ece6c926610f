using System.Text;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>The part of a record's address that people can read.</summary>
public static class SlugRule
{
    /// <summary>Most characters of a slug.</summary>
    public const int MaxLength = 80;

    /// <summary>
    /// ASCII small letters and digits with single hyphens between words, at most 80 characters, cut between words where possible;
    /// Cyrillic and accented letters as <see cref="Transliteration.ToAscii"/> spells them, apostrophes dropped.
    /// Never empty: a title without a usable letter gives <c>untitled</c>. Uniqueness is the caller's matter.
    /// </summary>
    public static string From(string title)
    {
        var slug = new StringBuilder(MaxLength + 1);
        foreach (var c in Transliteration.ToAscii(title))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’' or '‘' or '`') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
            if (slug.Length > MaxLength)
            {
                break;
            }
        }
        var text = slug.ToString();
        if (text.Length > MaxLength)
        {
            var cut = text.LastIndexOf('-', MaxLength);
            text = text[..(cut > MaxLength / 2 ? cut : MaxLength)];
        }
        text = text.Trim('-');
        return text.Length == 0 ? "untitled" : text;
    }
}
