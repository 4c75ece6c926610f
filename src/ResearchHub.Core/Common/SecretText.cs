using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>Secrets that are given out as text: a marker that says what they are for, and 32 random bytes in base64url.</summary>
/// <remarks>A plain SHA-256 suffices as fingerprint: there is nothing to guess in 256 random bits.</remarks>
internal static class SecretText
{
    private const int LongestRead = 100;

    public static string New(string marker) => marker + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool IsOne(string text, string marker) => text.StartsWith(marker, StringComparison.Ordinal) && text.Length <= LongestRead;

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The hash as hexadecimal text: what tables keep of a secret.</summary>
    public static string FingerprintOf(string secret) => Convert.ToHexStringLower(HashOf(secret));
}
