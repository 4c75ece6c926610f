using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>Secrets that are given out as text: a marker that says what they are for, and 32 random bytes in base64url.</summary>
/// <remarks>A plain SHA-256 suffices as fingerprint: there is nothing to guess in 256 random bits.</remarks>
internal static class SecretText
{
    private const int Letters = 43;

    /// <summary>A new one.</summary>
    /// <param name="marker">Says what it is for; none where the place says so.</param>
    public static string New(string marker = "") => marker + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text could be one; what could not is not looked for.</summary>
    public static bool IsOne(string? text, string marker = "") =>
        text is not null
        && text.Length == marker.Length + Letters
        && text.StartsWith(marker, StringComparison.Ordinal)
        && Base64Url.IsValid(text.AsSpan(marker.Length));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The hash as hexadecimal text: what tables keep of a secret.</summary>
    public static string FingerprintOf(string secret) => Convert.ToHexStringLower(HashOf(secret));
}
