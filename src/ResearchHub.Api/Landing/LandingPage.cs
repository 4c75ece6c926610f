using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Landing;

/// <summary>Writes the pages of records, of those that were withdrawn, and of addresses without a record: without scripts, and nothing from elsewhere.</summary>
internal static class LandingPage
{
    private const string Style =
        ":root{color-scheme:light dark}body{font:1.05rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
        + "h1{line-height:1.25}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}ul{margin:0;padding-left:1.2rem}.mark{border-left:.3rem solid;padding-left:.8rem}";

    /// <summary>Nothing is loaded and nothing runs; the one style element is known by its hash.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Write(LandingRecord record, LandingWords words)
    {
        var output = record.Output;
        var page = Start(record.Title.Text, words)
            .Append(CultureInfo.InvariantCulture, $"<link rel=\"canonical\" href=\"{Text(record.Page)}\">\n")
            .Append(CultureInfo.InvariantCulture, $"<script type=\"application/ld+json\">{LandingJson.Write(record)}</script>\n");
        Body(page, words)
            .Append(
                CultureInfo.InvariantCulture,
                $"<p>{Text(Kind(output, words))}</p>\n<h1{In(record.Title)}>{Text(record.Title.Text)}</h1>\n"
            );
        Marks(page, record, words);
        People(page, words["authors"], record.Authors);
        People(page, words["contributors"], record.Contributors);
        if (record.Abstract is { } text)
        {
            Section(page, words["abstract"]).Append(CultureInfo.InvariantCulture, $"<p{In(text)}>{Text(text.Text)}</p>\n");
        }
        Fact(page, words["year"], output.PublishedYear is { } year ? Text(year.ToString(CultureInfo.InvariantCulture)) : null);
        Fact(page, words["publisher"], output.Publisher is { } publisher ? Text(publisher) : null);
        Fact(page, words["licence"], record.License is { } license ? Anchor(license.Url, license.Name, "license") : null);
        Fact(page, words["access"], Text(Access(output, words)));
        Fact(
            page,
            words["identifier"],
            record.Identifier is { } identifier ? (output.Doi is null ? Text(identifier) : Anchor(record.CiteAs, record.CiteAs)) : null
        );
        Fact(page, words["citation"], Text(record.Citation));
        List(page, words["export"], LandingFormat.Exports.Select(format => Anchor(record.AddressOf(format), format.Name)));
        List(page, words["links"], record.Links.Select(link => Anchor(link.Url, link.Label ?? link.Url)));
        List(page, words["files"], record.Files.Select(File));
        if (record.Versions.Count > 1)
        {
            List(page, words["versions"], record.Versions.Select(version => Version(version.Output, version.Page, output, words)));
        }
        return End(page);
    }

    /// <summary>What is left of a record that was withdrawn: its title, why, and when.</summary>
    public static string Tombstone(OutputRow output, string? language, LandingWords words)
    {
        var title = output.Titles.Best(language)!;
        var page = Body(Start(title.Text, words), words)
            .Append(
                CultureInfo.InvariantCulture,
                $"<h1{In(title)}>{Text(title.Text)}</h1>\n<p class=\"mark\"><strong>{Text(words["withdrawn"])}</strong>"
            )
            .Append(CultureInfo.InvariantCulture, $" <time>{output.UpdatedAt.UtcDateTime:yyyy-MM-dd}</time>{Reason(output)}</p>\n");
        return End(page);
    }

    /// <summary>The page of every address without a record that anybody may see.</summary>
    public static string Missing(LandingWords words) =>
        End(Body(Start(words["missing"], words), words).Append(CultureInfo.InvariantCulture, $"<h1>{Text(words["missing"])}</h1>\n"));

    private static StringBuilder Start(string title, LandingWords words) =>
        new StringBuilder("<!doctype html>\n")
            .Append(CultureInfo.InvariantCulture, $"<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)} – ResearchHub</title>\n<style>{Style}</style>\n");

    private static StringBuilder Body(StringBuilder page, LandingWords words) =>
        page.Append(CultureInfo.InvariantCulture, $"</head>\n<body>\n<nav aria-label=\"{Text(words["language"])}\">")
            .Append("<a href=\"?lang=en\" lang=\"en\">English</a> · <a href=\"?lang=sr\" lang=\"sr-Cyrl\">Српски</a> · ")
            .Append("<a href=\"?lang=sr-Latn\" lang=\"sr-Latn\">Srpski</a></nav>\n<main>\n");

    private static string End(StringBuilder page) => page.Append("</main>\n</body>\n</html>\n").ToString();

    private static void Marks(StringBuilder page, LandingRecord record, LandingWords words)
    {
        if (record.IsRetracted)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"mark\" role=\"note\"><strong>{Text(words["retracted"])}</strong>{Reason(record.Output)}</p>\n"
            );
        }
        if (record.Versions.FirstOrDefault(version => version.Output.Id == record.Output.LatestVersionId) is ({ } latest, var address))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"mark\" role=\"note\">{Text(words["newer"])}: ")
                .Append(CultureInfo.InvariantCulture, $"{Anchor(address, latest.Title, "latest-version")}</p>\n");
        }
    }

    private static void People(StringBuilder page, string heading, IReadOnlyList<LandingPerson> people) =>
        List(page, heading, people.Select(one => Anchor(one.Url, one.Name)));

    private static string Kind(OutputRow output, LandingWords words)
    {
        var kind = words.Of(output.Kind);
        return output.StudyType is { } type ? $"{kind}: {words.Of(type)}"
            : output.LearningFormat is { } format ? $"{kind}: {words.Of(format)}"
            : kind;
    }

    private static string Access(OutputRow output, LandingWords words)
    {
        var right = words.Of(output.Access);
        var until = output is { Access: AccessRight.Embargoed, EmbargoUntil: { } day } ? $" {words["until"]} {Day(day)}" : "";
        return right + until + (output.AccessMode is { } mode ? $"; {words[mode.ToString()]}" : "");
    }

    private static string File(LandingFile file) =>
        Anchor(file.Url, file.Row.Name)
        + Text(string.Create(CultureInfo.InvariantCulture, $" ({file.Row.MediaType}, {file.Row.Bytes:N0} B)"));

    private static string Version(OutputRow version, string address, OutputRow shown, LandingWords words)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{words["version"]} {version.Version}");
        return version.Id == shown.Id ? Text($"{name} ({words["this"]})") : $"{Anchor(address, name)}: {Text(version.Title)}";
    }

    private static string Reason(OutputRow output) => output.StateReason is { } reason ? $": {Text(reason)}" : "";

    private static StringBuilder Section(StringBuilder page, string heading) =>
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading)}</h2>\n");

    private static void Fact(StringBuilder page, string heading, string? html)
    {
        if (html is not null)
        {
            Section(page, heading).Append(CultureInfo.InvariantCulture, $"<p>{html}</p>\n");
        }
    }

    private static void List(StringBuilder page, string heading, IEnumerable<string> items)
    {
        var lines = string.Concat(items.Select(item => $"<li>{item}</li>\n"));
        if (lines.Length > 0)
        {
            Section(page, heading).Append(CultureInfo.InvariantCulture, $"<ul>\n{lines}</ul>\n");
        }
    }

    /// <summary>A link, where the address may be led to; else the text alone.</summary>
    private static string Anchor(string? url, string text, string? relation = null) =>
        WebTarget.Of(url) is { } target
            ? $"<a href=\"{Text(target)}\"{(relation is null ? "" : $" rel=\"{relation}\"")}>{Text(text)}</a>"
            : Text(text);

    private static string In(LocalizedText text) => $" lang=\"{Text(text.Language)}\" dir=\"auto\"";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
