using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;

namespace ResearchHub.Api.Transport;

/// <summary>Writes results as JSON straight from the execution tree, without a dictionary in between.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? reusable;

    /// <summary>Writes <c>{"errors": …, "data": …, "extensions": …}</c>, each when there is one.</summary>
    public static void Write(IBufferWriter<byte> output, ExecutionResult result)
    {
        if (result is EventResult { Json: var shared })
        {
            output.Write(shared.Span);
            return;
        }
        var json = Take(output);
        json.WriteStartObject();
        if (result.Errors is { Count: > 0 } errors)
        {
            json.WritePropertyName("errors"u8);
            WriteErrors(json, errors);
        }
        if (result.Executed)
        {
            json.WritePropertyName("data"u8);
            WriteData(json, result.Data);
        }
        if (result.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions"u8);
            WriteValue(json, extensions);
        }
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Writes the list of errors alone.</summary>
    public static void WriteErrors(IBufferWriter<byte> output, IEnumerable<ExecutionError> errors)
    {
        var json = Take(output);
        WriteErrors(json, errors);
        json.Flush();
    }

    private static Utf8JsonWriter Take(IBufferWriter<byte> output)
    {
        var json = reusable ??= new Utf8JsonWriter(output, Options);
        json.Reset(output);
        return json;
    }

    private static void WriteErrors(Utf8JsonWriter json, IEnumerable<ExecutionError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            WriteError(json, error);
        }
        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, ExecutionError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.WriteStartArray("locations"u8);
            foreach (var location in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, location.Line);
                json.WriteNumber("column"u8, location.Column);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (error.Path is { } path)
        {
            json.WritePropertyName("path"u8);
            WriteValue(json, path);
        }
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, ErrorCodeMapper.Of(error));
        foreach (var (name, value) in error.Extensions ?? [])
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, object? data)
    {
        if (data is ExecutionNode node)
        {
            WriteNode(json, node);
        }
        else
        {
            WriteValue(json, data);
        }
    }

    private static void WriteNode(Utf8JsonWriter json, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name!);
                    WriteNode(json, field);
                }
                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteNode(json, item);
                }
                json.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: { } serialized }:
                WriteValue(json, serialized);
                break;
            case ValueExecutionNode value:
                WriteValue(json, value.ToValue());
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double or float:
                json.WriteNullValue();
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case BigInteger number:
                json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case DateTime time:
                json.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(json, map);
                break;
            case IDictionary<string, object?> map:
                WriteMap(json, map);
                break;
            case System.Collections.IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(json, item);
                }
                json.WriteEndArray();
                break;
            default:
                JsonSerializer.Serialize(json, value);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }
}
