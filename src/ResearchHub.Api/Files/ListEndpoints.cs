using System.Text;
using ResearchHub.Api.Access;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Lists;

namespace ResearchHub.Api.Files;

/// <summary>
/// Reading lists as files: <c>GET /lists/{address}.{bib|ris|json|atom}</c>. The address is the slug, for whoever sees the list, or its secret,
/// for whoever has that.
/// </summary>
internal static class ListEndpoints
{
    private const int FeedEntries = 50;

    private static readonly Dictionary<string, (CitationStyle Style, string MediaType)> Formats = new(StringComparer.Ordinal)
    {
        ["bib"] = (CitationStyle.Bibtex, "application/x-bibtex; charset=utf-8"),
        ["ris"] = (CitationStyle.Ris, "application/x-research-info-systems; charset=utf-8"),
        ["json"] = (CitationStyle.CslJson, "application/vnd.citationstyles.csl+json"),
    };

    public static void MapLists(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/lists/{address}.{format}", Admission.Admitted(SendAsync));

    private static async Task SendAsync(HttpContext context)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var (address, format) = ((string)context.Request.RouteValues["address"]!, (string)context.Request.RouteValues["format"]!);
        var caller = context.User is CallerPrincipal principal ? principal.Caller : Caller.Anonymous;
        var isKnown = Formats.TryGetValue(format, out var known);
        var list =
            (isKnown || format == "atom") && address.Length <= 200 && !address.Contains('\0', StringComparison.Ordinal)
                ? await services.GetRequiredService<ReadingListQueries>().ByAddressAsync(address, caller, cancellationToken)
                : null;
        if (list is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no list at this address that you may see.", cancellationToken);
            return;
        }
        if (!isKnown)
        {
            await SendFeedAsync(context, list);
            return;
        }
        context.Response.ContentType = known.MediaType;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{list.Slug}.{format}\"";
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(false));
        await services.GetRequiredService<ReadingListExport>().WriteAsync(list.Id, known.Style, writer, cancellationToken);
    }

    private static async Task SendFeedAsync(HttpContext context, ReadingList list)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var items = await services.GetRequiredService<ReadingListQueries>().LatestAsync(list.Id, FeedEntries, cancellationToken);
        var outputs = await services
            .GetRequiredService<OutputQueries>()
            .ByIdAsync([.. items.Select(item => item.OutputId)], cancellationToken);
        await AtomFeed.SendAsync(
            context,
            $"reading-list:{list.Id}",
            list.Title,
            list.UpdatedAt,
            [
                .. items
                    .Where(item => outputs.ContainsKey(item.OutputId))
                    .Select(item => new AtomEntry($"reading-list-item:{item.Id}", outputs[item.OutputId], item.AddedAt)),
            ]
        );
    }
}
