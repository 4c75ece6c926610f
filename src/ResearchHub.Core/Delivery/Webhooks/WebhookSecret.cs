using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>Keys of webhooks and their signatures, as Standard Webhooks 1.0 has them: <c>whsec_</c> and the key in base64; HMAC-SHA256.</summary>
public static class WebhookSecret
{
    private const string Marker = "whsec_";
    private const int KeyBytes = 32;

    public static string New() => Marker + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The value of <c>webhook-signature</c> for one message.</summary>
    /// <param name="secrets">All that are good now; the receiver needs one of them.</param>
    /// <param name="id">Value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">Value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    public static string Sign(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. start, .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))}"));
    }

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[Marker.Length..]);
}
