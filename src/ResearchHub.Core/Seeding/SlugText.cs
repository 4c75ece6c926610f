using System.Security.Cryptography;
using System.Text;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>Readable parts of addresses.</summary>
internal static class SlugText
{
    private const int Longest = 64;

    /// <summary>Lower-case ASCII words joined by hyphens, cut at a word; <paramref name="otherwise"/> where nothing is left.</summary>
    public static string Of(string text, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var word in CleanText.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = string.Concat(Transliteration.ToAscii(word).Where(char.IsAsciiLetterOrDigit));
            if (letters.Length == 0)
            {
                continue;
            }
            if (slug.Length + letters.Length + 1 > Longest)
            {
                break;
            }
            slug.Append(slug.Length > 0 ? "-" : "").Append(letters);
        }
        return slug.Length > 0 ? slug.ToString() : otherwise;
    }

    /// <summary>The slug with a mark that depends on nothing but the key, so that two runs give the same.</summary>
    public static string Marked(string slug, string key, int digits = 6) =>
        $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..digits]}";
}
