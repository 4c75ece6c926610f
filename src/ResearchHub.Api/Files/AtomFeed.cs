using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Files;

/// <summary>An output in a feed.</summary>
/// <param name="Name">What tells the entry from all others of this server.</param>
/// <param name="Kind">What happened to the output; null where that it stands here is all.</param>
internal readonly record struct AtomEntry(string Name, OutputRow Output, DateTimeOffset UpdatedAt, ChangeKind? Kind = null);

/// <summary>Writes Atom feeds (RFC 4287) of outputs.</summary>
internal static class AtomFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <param name="name">What tells the feed from all others of this server.</param>
    /// <param name="since">When it was last updated while it has no entries.</param>
    /// <param name="entries">Latest first.</param>
    public static async Task SendAsync(
        HttpContext context,
        string name,
        string title,
        DateTimeOffset since,
        IReadOnlyList<AtomEntry> entries
    )
    {
        var links = context.RequestServices.GetRequiredService<SiteLinks>();
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", $"urn:researchhub:{name}"),
            new XElement(Atom + "title", title),
            new XElement(Atom + "updated", Time(entries.Count > 0 ? entries[0].UpdatedAt : since)),
            new XElement(Atom + "author", new XElement(Atom + "name", "ResearchHub")),
            entries.Select(entry => new XElement(
                Atom + "entry",
                new XElement(Atom + "id", $"urn:researchhub:{entry.Name}"),
                new XElement(Atom + "title", Title(entry)),
                entry.Kind is { } kind ? new XElement(Atom + "category", new XAttribute("term", ConstantCase.Of(kind))) : null,
                new XElement(Atom + "updated", Time(entry.UpdatedAt)),
                new XElement(Atom + "summary", Summary(entry.Output)),
                new XElement(Atom + "link", new XAttribute("href", links.Permanent(entry.Output)))
            ))
        );
        var (response, body) = (context.Response, Encoding.UTF8.GetBytes(XmlText.Write(feed)));
        // An address that is a secret can end, and then there is nothing more at once; so it is asked for each time. What it leads to is not told of it.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        if (EntityTags.IsKnown(context, body))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/atom+xml; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync("There is no feed at this address.", context.RequestAborted);
    }

    /// <summary>Says that there will be nothing more: programs stop asking.</summary>
    public static Task EndAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status410Gone;
        return context.Response.WriteAsync("There is no feed at this address any more.", context.RequestAborted);
    }

    /// <summary>Programs that show nothing but titles are to say it, too.</summary>
    private static string Title(AtomEntry entry) =>
        entry.Kind is ChangeKind.Withdrawn or ChangeKind.Retracted ? $"{entry.Kind}: {entry.Output.Title}" : entry.Output.Title;

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
