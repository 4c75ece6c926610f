using System.Globalization;
using System.Text;

namespace ResearchHub.Search.Documents;

/// <summary>Sort keys of titles: Serbian alphabetical order, Cyrillic among Latin, leading signs ignored.</summary>
internal static class TitleCollation
{
    private const int LongestTitle = 100;
    private static readonly CompareInfo Serbian = CultureInfo.GetCultureInfo("sr-Latn-RS").CompareInfo;

    public static byte[] Key(string title)
    {
        var latin = ToLatin(title.AsSpan().TrimStart(" \"'“”„«»‘’([*-–—…".AsSpan()));
        var head = latin.Length <= LongestTitle ? latin : latin[..LongestTitle];
        return Serbian.GetSortKey(head, CompareOptions.IgnoreCase | CompareOptions.IgnoreSymbols).KeyData;
    }

    private static string ToLatin(ReadOnlySpan<char> title)
    {
        var latin = new StringBuilder(title.Length + 4);
        foreach (var sign in title)
        {
            var at = Cyrillic.IndexOf(char.ToLowerInvariant(sign), StringComparison.Ordinal);
            if (at < 0)
            {
                latin.Append(sign);
            }
            else
            {
                latin.Append(Latin[at]);
            }
        }
        return latin.ToString();
    }

    private const string Cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static readonly string[] Latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".Split(' ');
}
