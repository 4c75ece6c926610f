using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GraphQL;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Documents that clients name by their sha256 instead of sending them: <c>documentId: "sha256:…"</c>, or the
/// <c>persistedQuery</c> extension, by which they can also register one. Bounded by bytes; when full, nothing more is registered
/// and clients go on sending text.
/// </summary>
public sealed class PersistedDocuments(IOptions<GraphQLTransportOptions> options)
{
    private const string Prefix = "sha256:";
    private readonly ConcurrentDictionary<string, string> _documents = new(StringComparer.OrdinalIgnoreCase);
    private long _bytes;

    /// <summary>Makes a document known.</summary>
    /// <returns>Its sha256 in hexadecimal.</returns>
    public string Add(string text)
    {
        var hash = Hash(text);
        var bytes = (text.Length * 2L) + 200;
        if (Interlocked.Read(ref _bytes) + bytes <= options.Value.PersistedDocumentBytes && _documents.TryAdd(hash, text))
        {
            Interlocked.Add(ref _bytes, bytes);
        }
        return hash;
    }

    /// <summary>The text that a request means.</summary>
    internal string Resolve(OperationRequest request)
    {
        if (request.DocumentId is { } id)
        {
            return id.StartsWith(Prefix, StringComparison.Ordinal) && _documents.TryGetValue(id[Prefix.Length..], out var text)
                ? text
                : throw NotFound($"No document has the id '{id}'.");
        }
        if (ApolloHash(request.Extensions) is { } hash)
        {
            return request.Query is { Length: > 0 } query ? Register(query, hash)
                : _documents.TryGetValue(hash, out var known) ? known
                : throw NotFound("PersistedQueryNotFound");
        }
        return request.Query is { Length: > 0 } plain ? plain : throw RequestRefusal.BadRequest("The request has no 'query'.");
    }

    private string Register(string query, string hash)
    {
        if (!string.Equals(Hash(query), hash, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestRefusal.BadRequest("The sha256Hash is not that of the query.");
        }
        Add(query);
        return query;
    }

    private static string? ApolloHash(Inputs? extensions) =>
        extensions is not null
        && extensions.TryGetValue("persistedQuery", out var extension)
        && extension is IDictionary<string, object?> fields
        && fields.TryGetValue("sha256Hash", out var hash)
            ? hash as string
            : null;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static RequestRefusal NotFound(string message) =>
        RequestRefusal.Of(StatusCodes.Status400BadRequest, message, ErrorCodes.PersistedDocumentNotFound);
}
