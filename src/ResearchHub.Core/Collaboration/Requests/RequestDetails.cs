using System.Text.Json;
using System.Text.Json.Serialization;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What a request says besides its message. Each kind that says more has a record of its own.</summary>
public abstract record RequestDetails
{
    private static readonly JsonSerializerOptions Options = new(ColumnConventions.Json)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal string ToJson() => JsonSerializer.Serialize(this, GetType(), Options);

    internal static RequestDetails Read(string json, Type type) => (RequestDetails)JsonSerializer.Deserialize(json, type, Options)!;
}
