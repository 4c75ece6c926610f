using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Global ids: the type's name and the key, in base64url. Opaque to clients.</summary>
public static class NodeId
{
    /// <summary>The id of an object of a type.</summary>
    public static string Encode(string type, long key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}:{key}")));

    /// <summary>Reads an id. False for anything that is not one; whether the object exists is another question.</summary>
    public static bool TryDecode(string? id, out string type, out long key)
    {
        (type, key) = ("", 0);
        if (id is null || id.Length is 0 or > 100 || !Base64Url.IsValid(id))
        {
            return false;
        }
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out key))
        {
            return false;
        }
        type = text[..colon];
        return true;
    }

    /// <summary>The key of an id of this type; null for an id of another type or no id at all.</summary>
    public static long? KeyOf(string? id, string type) => TryDecode(id, out var found, out var key) && found == type ? key : null;
}
