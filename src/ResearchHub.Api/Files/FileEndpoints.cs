using Microsoft.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.Files;

/// <summary>Downloads of data files: <c>GET /files/{id}/{name}</c>, with ranges, ETag (the checksum) and If-None-Match.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/{id}/{name?}", [HttpMethods.Get, HttpMethods.Head], DownloadAsync);

    private static async Task DownloadAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var cancellationToken = context.RequestAborted;
        var id = NodeId.KeyOf((string?)context.Request.RouteValues["id"], "DataFile");
        var file = id is { } key ? await services.GetRequiredService<OutputPartQueries>().FileAsync(key, cancellationToken) : null;
        // A file that one may not have and one that is not there look alike.
        var path = file is { Access: AccessRight.Open }
            ? await services.GetRequiredService<DataFileStore>().PathAsync(file, cancellationToken)
            : null;
        if (path is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no file of this id that can be downloaded.", cancellationToken);
            return;
        }
        context.Response.Headers.CacheControl = "public, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await Results
            .File(
                path,
                file!.MediaType,
                file.Name,
                file.UpdatedAt,
                new EntityTagHeaderValue($"\"{file.Sha256}\""),
                enableRangeProcessing: true
            )
            .ExecuteAsync(context);
    }
}
