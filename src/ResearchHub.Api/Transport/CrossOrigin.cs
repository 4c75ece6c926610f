using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Transport;

/// <summary>Cross-origin access as configured; without configured origins only pages of this server may read answers.</summary>
internal sealed class CrossOrigin
{
    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);
    private readonly ICorsService _cors;
    private readonly CorsPolicy? _policy;

    public CrossOrigin(ICorsService cors, IOptions<GraphQLTransportOptions> options)
    {
        _cors = cors;
        string[] origins = [.. options.Value.AllowedOrigins];
        if (origins.Length == 0)
        {
            return;
        }
        var policy = new CorsPolicyBuilder(origins)
            .WithMethods("GET", "POST")
            .WithHeaders(
                HeaderNames.ContentType,
                HeaderNames.Accept,
                HeaderNames.Authorization,
                HeaderNames.IfNoneMatch,
                HeaderNames.TraceParent,
                MultipartRequestReader.PreflightHeader
            )
            .WithExposedHeaders(HeaderNames.ETag)
            .SetPreflightMaxAge(PreflightAge);
        if (!origins.Contains("*", StringComparer.Ordinal))
        {
            policy.AllowCredentials();
        }
        _policy = policy.Build();
    }

    /// <summary>Sets the headers for a foreign page, and answers the browser's own question before it.</summary>
    /// <returns>Whether the request is answered: it was such a question, or a WebSocket of a page that may not connect.</returns>
    public bool Handle(HttpContext http)
    {
        var origin = http.Request.Headers.Origin;
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            http.Response.Headers.Allow = "GET, HEAD, POST, OPTIONS";
            Evaluate(http, origin.Count > 0);
            return true;
        }
        if (origin.Count == 0)
        {
            return false;
        }
        var allowed = Evaluate(http, hasOrigin: true) || IsOwn(http.Request, origin!);
        if (http.WebSockets.IsWebSocketRequest && !allowed)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return true;
        }
        return false;
    }

    private bool Evaluate(HttpContext http, bool hasOrigin)
    {
        if (_policy is null || !hasOrigin)
        {
            return false;
        }
        var result = _cors.EvaluatePolicy(http, _policy);
        _cors.ApplyResult(result, http.Response);
        return result.IsOriginAllowed;
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, HostString.FromUriComponent(request.Host.Value ?? "").Value, StringComparison.OrdinalIgnoreCase);
}
