using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Transport;

/// <summary>The page for people who open the endpoint in a browser, and its files. All it needs comes from this server.</summary>
internal sealed class GraphQLPage
{
    /// <summary>Scripts only from here; the editor makes style elements, and workers from blobs.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly FileExtensionContentTypeProvider _types = new();
    private readonly IFileProvider _files;

    public GraphQLPage(IOptions<GraphQLTransportOptions> options)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", options.Value.PageFolder);
        _files = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider();
    }

    /// <summary>Sends the page for a GET without a query, if it has been built.</summary>
    public async ValueTask<bool> TrySendAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var isVisit = HttpMethods.IsGet(http.Request.Method) && !query.ContainsKey("query") && !query.ContainsKey("documentId");
        var file = _files.GetFileInfo("index.html");
        if (!isVisit || !file.Exists)
        {
            return false;
        }
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        headers["Referrer-Policy"] = "no-referrer";
        await SendAsync(http, file, "text/html; charset=utf-8");
        return true;
    }

    /// <summary>Sends one file of the page. Their names hold a hash of their content, so browsers may keep them for good.</summary>
    public async Task SendFileAsync(HttpContext http)
    {
        var file = _files.GetFileInfo($"assets/{http.GetRouteValue("file")}");
        if (!file.Exists || !_types.TryGetContentType(file.Name, out var type))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await SendAsync(http, file, type);
    }

    private static async Task SendAsync(HttpContext http, IFileInfo file, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = file.Length;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.SendFileAsync(file, http.RequestAborted);
    }
}
