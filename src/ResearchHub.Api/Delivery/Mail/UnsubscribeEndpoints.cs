using System.Net;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>
/// <c>/unsubscribe/{secret}</c>: stops mail without signing in. Programs that look at every link in a mail change nothing: GET shows a page with
/// a button; POST, by the button or by a mail program (RFC 8058), does it.
/// </summary>
internal static class UnsubscribeEndpoints
{
    private static readonly Words English = new("en", "Mail about \"{0}\"", "Stop this mail", "You will get no more mail about \"{0}\".");
    private static readonly Words Cyrillic = new("sr-Cyrl", "Пошта о „{0}“", "Без ове поште", "Више нећете добијати пошту о „{0}“.");
    private static readonly Words Latin = new("sr-Latn", "Pošta o „{0}“", "Bez ove pošte", "Više nećete dobijati poštu o „{0}“.");

    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/unsubscribe/{secret}", context => AnswerAsync(context, stop: false));
        routes.MapPost("/unsubscribe/{secret}", context => AnswerAsync(context, stop: true));
    }

    private static async Task AnswerAsync(HttpContext context, bool stop)
    {
        var (links, cancellationToken) = (context.RequestServices.GetRequiredService<UnsubscribeLinks>(), context.RequestAborted);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // The address is the right: it must not be told to others.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'";
        if (await links.FindAsync((string?)context.Request.RouteValues["secret"], cancellationToken) is not var (link, title))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync(Page("en", "There is nothing to unsubscribe from at this address.", ""), cancellationToken);
            return;
        }
        if (stop)
        {
            await links.StopAsync(link, cancellationToken);
        }
        var words = MailLanguage.Choose(link.Language, English, Cyrillic, Latin);
        var text = (stop ? words.Done : words.About).Replace("{0}", title, StringComparison.Ordinal);
        var button = stop ? "" : $"<form method=\"post\"><button>{words.Button}</button></form>";
        await context.Response.WriteAsync(Page(words.Language, text, button), cancellationToken);
    }

    private static string Page(string language, string text, string form) =>
        $"<!doctype html>\n<html lang=\"{language}\"><meta charset=\"utf-8\"><title>ResearchHub</title>\n<p>{WebUtility.HtmlEncode(text)}</p>\n{form}\n";

    private sealed record Words(string Language, string About, string Button, string Done);
}
