using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Transport;

internal enum ResponseFormat
{
    /// <summary>application/json, where a well-formed answer always has status 200.</summary>
    Json,

    /// <summary>application/graphql-response+json, where the status tells whether the operation ran.</summary>
    GraphQLResponse,

    /// <summary>text/event-stream: GraphQL over server-sent events, distinct connections mode.</summary>
    EventStream,

    /// <summary>text/html: the page for people.</summary>
    Page,

    NotAcceptable,
}

internal static class ContentNegotiation
{
    public const string Json = "application/json";
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string EventStream = "text/event-stream";
    private const string Html = "text/html";

    /// <summary>The format that the Accept header likes best. Without one it is application/json, which every client reads.</summary>
    public static ResponseFormat Choose(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is "*/*" or Json or ""))
        {
            return ResponseFormat.Json;
        }
        if (accept.Count == 1 && accept[0] is GraphQLResponse)
        {
            return ResponseFormat.GraphQLResponse;
        }
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wanted))
        {
            return ResponseFormat.NotAcceptable;
        }
        foreach (var type in wanted.OrderByDescending(type => type.Quality ?? 1).ThenBy(Generality))
        {
            if (type.Quality != 0 && Match(type) is { } format)
            {
                return format;
            }
        }
        return ResponseFormat.NotAcceptable;
    }

    private static int Generality(MediaTypeHeaderValue type) =>
        type.MatchesAllTypes ? 2
        : type.MatchesAllSubTypes ? 1
        : 0;

    private static ResponseFormat? Match(MediaTypeHeaderValue type)
    {
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            GraphQLResponse => ResponseFormat.GraphQLResponse,
            Json or "*/*" or "application/*" => ResponseFormat.Json,
            EventStream => ResponseFormat.EventStream,
            Html => ResponseFormat.Page,
            _ => null,
        };
    }
}
