using System.Buffers;
using System.Text.Json;

namespace ResearchHub.Api.Transport;

/// <summary>A message of graphql-transport-ws as the client sent it.</summary>
/// <param name="Payload">JSON of the payload; empty when there is none.</param>
internal readonly record struct SocketMessage(string? Type, string? Id, ReadOnlyMemory<byte> Payload)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="JsonException">The text is not a message.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> text)
    {
        string? type = null,
            id = null;
        var payload = ReadOnlyMemory<byte>.Empty;
        var json = new Utf8JsonReader(text.Span, Options);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A message is a JSON object.");
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8))
            {
                type = ReadText(ref json);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                id = ReadText(ref json);
            }
            else if (json.ValueTextEquals("payload"u8))
            {
                json.Read();
                var start = (int)json.TokenStartIndex;
                json.Skip();
                payload = text[start..(int)json.BytesConsumed];
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }
        return json.Read() ? throw new JsonException("Something follows the message.") : new SocketMessage(type, id, payload);
    }

    /// <summary>The value of <c>authorization</c> in the payload, in any case; null when there is none.</summary>
    /// <exception cref="JsonException">The payload is not an object, or the value not a string.</exception>
    public string? Authorization()
    {
        if (Payload.IsEmpty)
        {
            return null;
        }
        var json = new Utf8JsonReader(Payload.Span, Options);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return json.TokenType == JsonTokenType.Null ? null : throw new JsonException("The payload is a JSON object.");
        }
        string? found = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.GetString()!.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            {
                found = ReadText(ref json);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }
        return found;
    }

    /// <summary>Writes the head of a message, up to where its payload begins.</summary>
    public static void WriteHead(PooledBuffer output, ReadOnlySpan<byte> type, string? id, bool hasPayload)
    {
        output.Write("{\"type\":\""u8);
        output.Write(type);
        output.Write("\""u8);
        if (id is not null)
        {
            output.Write(",\"id\":\""u8);
            output.Write(JsonEncodedText.Encode(id).EncodedUtf8Bytes);
            output.Write("\""u8);
        }
        if (hasPayload)
        {
            output.Write(",\"payload\":"u8);
        }
    }

    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : throw new JsonException("A string was expected.");
    }
}
