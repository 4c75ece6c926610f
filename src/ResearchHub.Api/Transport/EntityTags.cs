using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Transport;

/// <summary>Entity tags made from whole bodies.</summary>
internal static class EntityTags
{
    /// <summary>Gives an answer the tag of its body. Whether the client has that body already.</summary>
    public static bool IsKnown(HttpContext http, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash[..12])}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
            && known.Any(other => other.Tag == "*" || other.Compare(tag, useStrongComparison: false));
    }
}
