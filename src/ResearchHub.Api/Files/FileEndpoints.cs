using Microsoft.Net.Http.Headers;
using ResearchHub.Api.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Files;

/// <summary>Downloads of data files: <c>GET /files/{id}/{name}</c>, with ranges, ETag (the checksum) and If-None-Match.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/{id}/{name?}", [HttpMethods.Get, HttpMethods.Head], Admission.Admitted(DownloadAsync));

    private static async Task DownloadAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var cancellationToken = context.RequestAborted;
        var id = NodeId.KeyOf((string?)context.Request.RouteValues["id"], "DataFile");
        var file = id is { } key ? await services.GetRequiredService<OutputPartQueries>().FileAsync(key, cancellationToken) : null;
        // A file that one may not have and one that is not there look alike.
        var caller = context.User is CallerPrincipal principal ? principal.Caller : Caller.Anonymous;
        var readable = file is null
            ? null
            : await services.GetRequiredService<OutputRights>().ReadableAsync(file, caller, cancellationToken);
        var path = readable is null ? null : await services.GetRequiredService<DataFileStore>().PathAsync(readable.File, cancellationToken);
        if (path is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no file of this id that can be downloaded.", cancellationToken);
            return;
        }
        file = readable!.File;
        // The log is for who administers the output: who may not be known to them is not in it, not even as somebody.
        if (HttpMethods.IsGet(context.Request.Method) && !readable.IsUnnamed)
        {
            await services.GetRequiredService<DownloadLog>().WriteAsync(file, caller, IsStart(context.Request), cancellationToken);
        }
        var isPublic = LifeCycle.IsOpen(file);
        context.Response.Headers.CacheControl = isPublic ? "public, no-cache" : "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await Results
            .File(
                path,
                file.MediaType,
                file.Name,
                file.UpdatedAt,
                new EntityTagHeaderValue($"\"{file.Sha256}\""),
                enableRangeProcessing: true
            )
            .ExecuteAsync(context);
    }

    /// <summary>Whether a download begins at the beginning: of a file that comes in parts, the first one.</summary>
    private static bool IsStart(HttpRequest request) =>
        request.GetTypedHeaders().Range is var range && (range is null || range.Ranges.Any(part => part.From is null or 0));
}
