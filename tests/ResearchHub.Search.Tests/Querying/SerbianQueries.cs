using System.Text;
using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>Serbian texts of the seed, and the three ways to spell them.</summary>
internal static class SerbianQueries
{
    public const string Cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static readonly string[] Latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".Split(' ');

    /// <summary>Serbian names of the shipped concepts.</summary>
    public static IEnumerable<string> Labels()
    {
        foreach (
            var file in Directory.EnumerateFiles(Path.Combine(Repository.Seed, "vocabularies"), "*.json").Order(StringComparer.Ordinal)
        )
        {
            using var scheme = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var concept in scheme.RootElement.GetProperty("concepts").EnumerateArray())
            {
                if (concept.GetProperty("labels").TryGetProperty("sr-Cyrl", out var label))
                {
                    yield return label.GetString()!;
                }
            }
        }
    }

    public static string ToLatin(string text)
    {
        var latin = new StringBuilder();
        foreach (var sign in text)
        {
            var at = Cyrillic.IndexOf(char.ToLowerInvariant(sign));
            latin.Append(
                at < 0 ? sign.ToString()
                : char.IsUpper(sign) ? char.ToUpperInvariant(Latin[at][0]) + Latin[at][1..]
                : Latin[at]
            );
        }
        return latin.ToString();
    }

    public static string WithoutDiacritics(string text) =>
        text.Replace("đ", "dj")
            .Replace("Đ", "Dj")
            .Replace('š', 's')
            .Replace('Š', 'S')
            .Replace('č', 'c')
            .Replace('Č', 'C')
            .Replace('ć', 'c')
            .Replace('Ć', 'C')
            .Replace('ž', 'z')
            .Replace('Ž', 'Z');
}
