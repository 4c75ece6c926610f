using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.Files;

/// <summary>Atom feeds (RFC 4287) of saved searches, by their secret addresses: <c>GET /feeds/{secret}</c>.</summary>
internal static class FeedEndpoints
{
    private const int Entries = 50;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void MapFeeds(this IEndpointRouteBuilder routes) => routes.MapGet("/feeds/{secret}", SendAsync);

    private static async Task SendAsync(HttpContext context)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var queries = services.GetRequiredService<SavedSearchQueries>();
        var secret = (string?)context.Request.RouteValues["secret"] ?? "";
        if (
            secret.Length > 100
            || secret.Contains('\0', StringComparison.Ordinal)
            || await queries.BySecretAsync(secret, cancellationToken) is not { } search
        )
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no feed at this address.", cancellationToken);
            return;
        }
        var matches = await queries.LatestAsync(search.Id, Entries, cancellationToken);
        var outputs = await services
            .GetRequiredService<OutputQueries>()
            .ByIdAsync([.. matches.Select(match => match.SubjectId).Distinct()], cancellationToken);
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", $"urn:researchhub:saved-search:{search.Id}"),
            new XElement(Atom + "title", search.Name),
            new XElement(Atom + "updated", Time(matches.Count > 0 ? matches[0].OccurredAt : search.CreatedAt)),
            new XElement(Atom + "author", new XElement(Atom + "name", "ResearchHub")),
            matches
                .Where(match => outputs.ContainsKey(match.SubjectId))
                .Select(match => new XElement(
                    Atom + "entry",
                    new XElement(Atom + "id", $"urn:researchhub:change:{match.Position}"),
                    new XElement(Atom + "title", outputs[match.SubjectId].Title),
                    new XElement(Atom + "updated", Time(match.OccurredAt)),
                    new XElement(Atom + "summary", Summary(outputs[match.SubjectId])),
                    outputs[match.SubjectId].Doi is { } doi
                        ? new XElement(Atom + "link", new XAttribute("href", $"https://doi.org/{doi}"))
                        : null
                ))
        );
        context.Response.ContentType = "application/atom+xml; charset=utf-8";
        context.Response.Headers.CacheControl = "private, max-age=60";
        await context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + feed, Encoding.UTF8, cancellationToken);
    }

    private static string Summary(OutputRow output) =>
        string.Join(
            ", ",
            new[]
            {
                output.Kind.ToString(),
                output.PublishedYear?.ToString(CultureInfo.InvariantCulture),
                output.Publisher,
            }.OfType<string>()
        );

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
