using System.Buffers.Text;
using System.Security.Cryptography;

namespace ResearchHub.Core.Delivery;

/// <summary>Secrets that stand in addresses: 256 random bits in base64url.</summary>
public static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text could be one; what could not is not looked for.</summary>
    public static bool CouldBe(string? text) => text is { Length: 43 } && Base64Url.IsValid(text);
}
