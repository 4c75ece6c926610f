using System.Text;
using ResearchHub.Api.Files;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Landing;

/// <summary>
/// Where persistent identifiers, feeds and mail lead: <c>GET /{kind}/{slug}</c>, as a page or in the form that <c>Accept</c> asks for, and
/// <c>/{kind}/{slug}.{bib|ris|json|jsonld}</c>. Whoever asks sees what everybody sees.
/// </summary>
internal static class LandingEndpoints
{
    private const int LongestSlug = 200;
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLandingPages(this IEndpointRouteBuilder routes)
    {
        foreach (var kind in new[] { RecordKind.Study, RecordKind.Dataset, RecordKind.LearningResource })
        {
            var path = $"/{SiteLinks.KindName(kind)}/{{slug}}";
            routes.MapMethods(
                path,
                Methods,
                Admission.Admitted(context => AnswerAsync(context, kind, LandingFormat.Preferred(context.Request)))
            );
            routes.MapMethods(
                path + ".{extension}",
                Methods,
                Admission.Admitted(context =>
                    AnswerAsync(context, kind, LandingFormat.Of((string)context.Request.RouteValues["extension"]!))
                )
            );
        }
    }

    private static async Task AnswerAsync(HttpContext context, RecordKind kind, LandingFormat? format)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var language = LandingWords.Wanted(context.Request);
        var words = LandingWords.In(language);
        var slug = (string)context.Request.RouteValues["slug"]!;
        var output =
            format is not null && slug.Length <= LongestSlug
                ? await services.GetRequiredService<VisibleOutputs>().BySlugAsync(kind, slug, Caller.Anonymous, cancellationToken)
                : null;
        if (output is null)
        {
            await SendAsync(context, StatusCodes.Status404NotFound, LandingFormat.Page, LandingPage.Missing(words));
            return;
        }
        if (output.State == PublicationState.Withdrawn)
        {
            await SendAsync(context, StatusCodes.Status410Gone, LandingFormat.Page, LandingPage.Tombstone(output, language, words));
            return;
        }
        if (format!.Style is { } style)
        {
            context.Response.Headers.Link = Signposts.Back(services.GetRequiredService<SiteLinks>().Page(output));
            await SendAsync(
                context,
                StatusCodes.Status200OK,
                format,
                await CitationAsync(services, output, style, language, cancellationToken)
            );
            return;
        }
        var record = await LandingRecord.ReadAsync(services, output, language, cancellationToken);
        context.Response.Headers.Link = format == LandingFormat.Page ? Signposts.Of(record) : Signposts.Back(record.Page);
        var text = format == LandingFormat.Page ? LandingPage.Write(record, words) : LandingJson.Write(record);
        await SendAsync(context, StatusCodes.Status200OK, format, text);
    }

    private static async Task<string> CitationAsync(
        IServiceProvider services,
        OutputRow output,
        CitationStyle style,
        string? language,
        CancellationToken cancellationToken
    )
    {
        var parts = services.GetRequiredService<OutputPartQueries>();
        var contributions = (await parts.ContributionsAsync([output.Id], cancellationToken))[output.Id];
        var addresses = (await parts.LinksAsync([output.Id], cancellationToken))[output.Id];
        return CitationFormatter.Format(CitationSources.Of(output, contributions, addresses, language), style, language ?? "en");
    }

    /// <summary>Sends a text, unless the client has it. What is withdrawn must be gone at once, so it is asked for each time.</summary>
    private static async Task SendAsync(HttpContext context, int status, LandingFormat format, string text)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        var body = Encoding.UTF8.GetBytes(text);
        response.StatusCode = status;
        headers.CacheControl = "public, no-cache";
        headers.Vary = "Accept, Accept-Language";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = LandingPage.Policy;
        // The tag is of the whole text: names, versions and licences change without the record's revision.
        if (status == StatusCodes.Status200OK && EntityTags.IsKnown(context, body))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = $"{format.MediaType}; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
