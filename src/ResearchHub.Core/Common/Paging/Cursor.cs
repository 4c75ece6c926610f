using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Core.Common.Paging;

/// <summary>Opaque, versioned place in a list: the order it belongs to and the sort keys of a row.</summary>
internal static class Cursor
{
    private const int Version = 1;
    private const int MaximumLength = 4096;

    public static string Encode(string order, IReadOnlyList<string> keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new object[] { Version, order, keys }));

    public static bool TryDecode(string cursor, string order, int count, out IReadOnlyList<string> keys)
    {
        keys = [];
        if (cursor.Length > MaximumLength || !Base64Url.IsValid(cursor))
        {
            return false;
        }
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            using var json = JsonDocument.Parse(bytes);
            if (
                json.RootElement is not { ValueKind: JsonValueKind.Array } root
                || root.GetArrayLength() != 3
                || root[0] is not { ValueKind: JsonValueKind.Number } version
                || !version.TryGetInt32(out var number)
                || number != Version
                || root[1] is not { ValueKind: JsonValueKind.String } name
                || name.GetString() != order
                || root[2] is not { ValueKind: JsonValueKind.Array } values
                || values.GetArrayLength() != count
                || values
                    .EnumerateArray()
                    .Any(value => value.ValueKind != JsonValueKind.String || !PlainText.IsKept(value.GetString()!, MaximumLength))
            )
            {
                return false;
            }
            keys = [.. values.EnumerateArray().Select(value => value.GetString()!)];
            return true;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return false;
        }
    }
}
