using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ResearchHub.Core.Access;

/// <summary>The text of personal access tokens: <c>rhub_</c> and 32 random bytes in base64url.</summary>
/// <remarks>A plain SHA-256 suffices as its hash: there is nothing to guess in 256 random bits.</remarks>
internal static class TokenText
{
    private const string Marker = "rhub_";
    private const int ShownLetters = 12;
    private const int LongestRead = 100;

    public static string New() => Marker + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool IsOne(string text) => text.StartsWith(Marker, StringComparison.Ordinal) && text.Length <= LongestRead;

    /// <summary>First letters, to tell tokens apart.</summary>
    public static string PrefixOf(string token) => token[..ShownLetters];

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
