using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Reads GraphQL requests from JSON and from a query string.</summary>
internal sealed class RequestReader(DocumentCache documents, int maxJsonDepth)
{
    private const int LongestBigInteger = 100;
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <exception cref="RequestRefusal">The text is not a request.</exception>
    public OperationRequest Read(ReadOnlySequence<byte> body)
    {
        body = WithoutBom(body);
        if (body.IsEmpty)
        {
            throw RequestRefusal.BadRequest("The request has no body.");
        }
        try
        {
            var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxJsonDepth + 1 });
            json.Read();
            var request = ReadObject(ref json);
            if (json.Read())
            {
                throw RequestRefusal.BadRequest("Something follows the JSON object of the request.");
            }
            return request;
        }
        catch (JsonException problem)
        {
            throw RequestRefusal.BadRequest($"The request is not valid JSON: {Where(problem)}.");
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusal.BadRequest("The request holds text that is not valid Unicode.");
        }
    }

    /// <summary>Reads the request object at which the reader stands, up to its end.</summary>
    public OperationRequest ReadObject(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartArray)
        {
            throw RequestRefusal.BadRequest(
                "Batches are not supported: send one operation a request; an operation may have several root fields."
            );
        }
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw RequestRefusal.BadRequest("The request must be a JSON object.");
        }
        var request = new OperationRequest();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("query"u8))
            {
                json.Read();
                ReadQuery(ref json, request);
            }
            else if (json.ValueTextEquals("operationName"u8))
            {
                json.Read();
                request.OperationName = ReadText(ref json, "operationName");
            }
            else if (json.ValueTextEquals("variables"u8))
            {
                json.Read();
                request.Variables = ReadMap(ref json, "variables", request);
            }
            else if (json.ValueTextEquals("extensions"u8))
            {
                json.Read();
                request.Extensions = ReadMap(ref json, "extensions", request);
            }
            else if (json.ValueTextEquals("documentId"u8))
            {
                json.Read();
                request.DocumentId = ReadText(ref json, "documentId");
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }
        return request;
    }

    /// <exception cref="RequestRefusal">A parameter is not what it should be.</exception>
    public OperationRequest Read(IQueryCollection parameters)
    {
        var request = new OperationRequest
        {
            Query = Single(parameters, "query"),
            OperationName = Single(parameters, "operationName") is { Length: > 0 } name ? name : null,
            DocumentId = Single(parameters, "documentId"),
            IsReadOnly = true,
        };
        request.Variables = ReadMap(parameters, "variables", request);
        request.Extensions = ReadMap(parameters, "extensions", request);
        return request;
    }

    private static string? Single(IQueryCollection parameters, string name)
    {
        var values = parameters[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => throw RequestRefusal.BadRequest($"'{name}' is given more than once."),
        };
    }

    private Inputs? ReadMap(IQueryCollection parameters, string name, OperationRequest request)
    {
        if (Single(parameters, name) is not { Length: > 0 } text)
        {
            return null;
        }
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = maxJsonDepth + 1 });
            json.Read();
            var map = ReadMap(ref json, name, request);
            return json.Read() ? throw RequestRefusal.BadRequest($"'{name}' must be one JSON object.") : map;
        }
        catch (JsonException problem)
        {
            throw RequestRefusal.BadRequest($"'{name}' is not valid JSON: {Where(problem)}.");
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusal.BadRequest($"'{name}' holds text that is not valid Unicode.");
        }
    }

    private void ReadQuery(ref Utf8JsonReader json, OperationRequest request)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }
        if (json.TokenType != JsonTokenType.String)
        {
            throw RequestRefusal.BadRequest("'query' must be a string.");
        }
        var length = json.HasValueSequence ? (int)json.ValueSequence.Length : json.ValueSpan.Length;
        var buffer = ArrayPool<char>.Shared.Rent(length);
        try
        {
            var text = buffer.AsSpan(0, json.CopyString(buffer));
            request.Document = documents.Find(text);
            request.Query = request.Document is null ? text.ToString() : null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static string? ReadText(ref Utf8JsonReader json, string name) =>
        json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => json.GetString(),
            _ => throw RequestRefusal.BadRequest($"'{name}' must be a string."),
        };

    private Inputs? ReadMap(ref Utf8JsonReader json, string name, OperationRequest request) =>
        json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.StartObject => new Inputs(ReadDictionary(ref json, request)),
            _ => throw RequestRefusal.BadRequest($"'{name}' must be a JSON object."),
        };

    private Dictionary<string, object?> ReadDictionary(ref Utf8JsonReader json, OperationRequest request)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            map[key] = ReadValue(ref json, request);
        }
        return map;
    }

    private object? ReadValue(ref Utf8JsonReader json, OperationRequest request)
    {
        if (json.CurrentDepth >= maxJsonDepth && json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            throw RequestRefusal.Limit(ErrorCodes.DepthLimit, $"The JSON of a request nests at most {maxJsonDepth} deep.", maxJsonDepth);
        }
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                var text = ReadString(ref json);
                request.HoldsNoText |= json.ValueIsEscaped && InputTexts.ProblemOf(text) is not null;
                return text;
            case JsonTokenType.Number:
                return ReadNumber(ref json);
            case JsonTokenType.StartObject:
                return ReadDictionary(ref json, request);
            default:
                var list = new List<object?>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref json, request));
                }
                return list;
        }
    }

    private static string ReadString(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException) when (json.ValueIsEscaped)
        {
            // It cannot be kept as it is, and only the type of its variable can tell its place.
            return InputTexts.Unreadable;
        }
    }

    private static object ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TryGetInt32(out var small))
        {
            return small;
        }
        if (json.TryGetInt64(out var large))
        {
            return large;
        }
        var digits = json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan;
        if (digits.Length > LongestBigInteger)
        {
            throw RequestRefusal.Limit(
                ErrorCodes.SizeLimit,
                $"A number has at most {LongestBigInteger} digits.",
                LongestBigInteger,
                digits.Length
            );
        }
        if (digits.IndexOfAny("."u8[0], "e"u8[0], "E"u8[0]) < 0)
        {
            return BigInteger.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
        }
        var number = json.GetDouble();
        return double.IsFinite(number) ? number : throw RequestRefusal.BadRequest("A number is too large.");
    }

    private static ReadOnlySequence<byte> WithoutBom(ReadOnlySequence<byte> body)
    {
        if (body.Length < Bom.Length)
        {
            return body;
        }
        Span<byte> start = stackalloc byte[3];
        body.Slice(0, Bom.Length).CopyTo(start);
        return start.SequenceEqual(Bom) ? body.Slice(Bom.Length) : body;
    }

    private static string Where(JsonException problem) =>
        problem is { LineNumber: { } line, BytePositionInLine: { } column } ? $"line {line + 1}, byte {column + 1}" : "unexpected end";
}
