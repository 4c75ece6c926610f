using System.Security.Cryptography;
using System.Text;

namespace ResearchHub.Core.Seeding;

/// <summary>Slugs that are told apart from others of the same words.</summary>
internal static class SlugText
{
    /// <summary>The slug with a mark that depends on nothing but the key, so that two runs give the same.</summary>
    public static string Marked(string slug, string key, int digits = 6) =>
        $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..digits]}";
}
