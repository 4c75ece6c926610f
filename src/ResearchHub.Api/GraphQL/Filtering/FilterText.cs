using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Filtering;

/// <summary>Writes a filter as it was given, so that a client can give it again.</summary>
internal static class FilterText
{
    public static JsonElement Of(object argument) => JsonSerializer.SerializeToElement(Node(argument));

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            IDictionary<string, object?> fields => new JsonObject(
                fields.Select(field => KeyValuePair.Create(field.Key, Node(field.Value)))
            ),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            Enum one => JsonValue.Create(ConstantCase.FromPascal(one.ToString())),
            DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            DateTimeOffset time => JsonValue.Create(time.ToString("O", CultureInfo.InvariantCulture)),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
}
