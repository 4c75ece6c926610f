using System.Globalization;
using static ResearchHub.Core.Catalogue.CitationText;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// References as plain text: APA 7, MLA 9, Chicago 17 (author-date), Vancouver (first six authors), and the exchange formats.
/// Written by us because no citation processor for .NET is to be had from the package source. The fixed words are English in every language.
/// </summary>
public static class CitationFormatter
{
    /// <summary>One reference.</summary>
    /// <param name="source">What to cite.</param>
    /// <param name="style">Style or exchange format.</param>
    /// <param name="language">BCP 47 tag of the titles chosen by the caller; noted in the exchange formats when the work has no language.</param>
    public static string Format(CitationSource source, CitationStyle style, string language) =>
        style switch
        {
            CitationStyle.Apa => Apa(source),
            CitationStyle.Mla => Mla(source),
            CitationStyle.Chicago => Chicago(source),
            CitationStyle.Vancouver => Vancouver(source),
            CitationStyle.Bibtex => BibtexWriter.Write(source, language),
            CitationStyle.Ris => RisWriter.Write(source, language),
            CitationStyle.CslJson => CslJsonWriter.Write(source, language),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Not a citation style."),
        };

    private static bool IsArticle(CitationSource s) => s.Names.Csl == "article-journal" && Clean(s.Container).Length > 0;

    private static bool IsPart(CitationSource s) =>
        s.Kind == RecordKind.Study && s.Type is StudyType.BookChapter or StudyType.ConferencePaper && Clean(s.Container).Length > 0;

    private static string Year(CitationSource s) => s.Year?.ToString(CultureInfo.InvariantCulture) ?? "n.d.";

    /// <summary>The publisher, unless it is the only author.</summary>
    private static string Publisher(CitationSource s)
    {
        var publisher = Clean(s.Publisher);
        return
            s.Authors is [{ IsOrganization: true } only] && string.Equals(Clean(only.Family), publisher, StringComparison.OrdinalIgnoreCase)
            ? ""
            : publisher;
    }

    private static string Apa(CitationSource s)
    {
        var authors = Authors(
            s.Authors,
            20,
            19,
            "& ",
            name => name.IsOrganization ? Clean(name.Family) : List(Family(name), Initials(Clean(name.Given)), Clean(name.Suffix))
        );
        var title = Clean(s.Title);
        var edition = Clean(s.Edition);
        var note =
            s.Kind == RecordKind.Dataset ? Join(title, Prefix("(Version ", edition, ")"), "[Data set]")
            : IsArticle(s) || IsPart(s) ? title
            : s is { Kind: RecordKind.Study, Type: StudyType.Thesis }
                ? Join(title, "[" + Join("Thesis" + Prefix(", ", Clean(s.Publisher))) + "]")
            : Join(title, Bracketed(edition.Length > 0 ? edition + " ed." : "", Series(s)));
        var where =
            IsArticle(s) ? Stop(List(Clean(s.Container), Clean(s.Volume) + Prefix("(", Clean(s.Issue), ")"), EnDash(s.Pages ?? "")))
            : IsPart(s) ? Join(Stop(Join("In", Clean(s.Container), Prefix("(pp. ", EnDash(s.Pages ?? ""), ")"))), Stop(Publisher(s)))
            : s is { Kind: RecordKind.Study, Type: StudyType.Thesis } ? ""
            : Stop(Publisher(s));
        var date = "(" + Year(s) + ").";
        var link =
            s.Doi is null && s.Accessed is { } day && s.Link.Length > 0
                ? $"Retrieved {day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}, from {s.Link}"
                : s.Link;
        return authors.Length > 0 ? Join(Stop(authors), date, Stop(note), where, link) : Join(Stop(note), date, where, link);
    }

    private static string Mla(CitationSource s)
    {
        var authors = s.Authors.Count switch
        {
            0 => "",
            1 => Inverted(s.Authors[0]),
            2 => Inverted(s.Authors[0]) + ", and " + Natural(s.Authors[1]),
            _ => Inverted(s.Authors[0]) + ", et al.",
        };
        var title = Clean(s.Title);
        var part = IsArticle(s) || IsPart(s);
        var year = s.Year is null ? "" : Year(s);
        var edition = Clean(s.Edition);
        var pages = Clean(s.Pages).Replace('–', '-');
        var details = part
            ? List(
                Clean(s.Container),
                Prefix("vol. ", Clean(s.Volume)),
                Prefix("no. ", Clean(s.Issue)),
                IsPart(s) ? Publisher(s) : "",
                year,
                Prefix(pages.Contains('-') || pages.Contains(',') ? "pp. " : "p. ", pages),
                s.Link
            )
            : List(
                s.Kind == RecordKind.Dataset ? Prefix("Version ", edition) : Prefix("", edition, " ed."),
                Series(s),
                Publisher(s),
                year,
                s.Link
            );
        var accessed = s.Doi is null && s.Link.Length > 0 && s.Accessed is { } day ? Stop("Accessed " + MlaDate(day)) : "";
        return Join(Stop(authors), part ? Quoted(title) : Stop(title), Stop(details), accessed);
    }

    private static string Chicago(CitationSource s)
    {
        var shown = s.Authors.Count > 10 ? s.Authors.Take(7).ToList() : [.. s.Authors];
        var names = shown.Select((name, i) => i == 0 ? Inverted(name) : Natural(name)).ToList();
        var authors =
            s.Authors.Count > 10 ? string.Join(", ", names) + ", et al."
            : names.Count > 1 ? string.Join(", ", names.Take(names.Count - 1)) + ", and " + names[^1]
            : names.FirstOrDefault() ?? "";
        var title = Clean(s.Title);
        var edition = Clean(s.Edition);
        var imprint = Join(Prefix("", Clean(s.Place), Publisher(s).Length > 0 ? ":" : ""), Publisher(s));
        var pages = EnDash(s.Pages ?? "");
        var body =
            IsArticle(s)
                ? Join(
                    Quoted(title),
                    Stop(Join(Clean(s.Container), Clean(s.Volume), Prefix("(", Clean(s.Issue), ")")) + Prefix(": ", pages))
                )
            : IsPart(s) ? Join(Quoted(title), Stop(List("In " + Clean(s.Container), pages)), Stop(imprint))
            : s.Kind == RecordKind.Dataset ? Join(Stop(title), Stop(Prefix("Version ", edition)), Stop("Dataset"), Stop(imprint))
            : Join(Stop(title), Stop(Prefix("", edition, " ed.")), Stop(Series(s)), Stop(imprint));
        var accessed =
            s.Doi is null && s.Link.Length > 0 && s.Accessed is { } day
                ? $"Accessed {day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}."
                : "";
        var date = Stop(Year(s));
        return authors.Length > 0
            ? Join(Stop(authors), date, body, accessed, Prefix("", s.Link, "."))
            : Join(
                Stop(title),
                date,
                body.StartsWith('“') ? body[(Quoted(title).Length)..].TrimStart() : body[Stop(title).Length..].TrimStart(),
                accessed,
                Prefix("", s.Link, ".")
            );
    }

    private static string Vancouver(CitationSource s)
    {
        var names = s
            .Authors.Take(6)
            .Select(name =>
                name.IsOrganization
                    ? Clean(name.Family)
                    : Join(Family(name), BareInitials(Clean(name.Given)), Clean(name.Suffix).TrimEnd('.'))
            );
        var authors = string.Join(", ", names) + (s.Authors.Count > 6 ? ", et al." : "");
        var title = Clean(s.Title) + (s.Kind == RecordKind.Dataset ? " [dataset]" : "");
        var year = s.Year is null ? "[date unknown]" : Year(s);
        var edition = Clean(s.Edition);
        var imprint = Join(Prefix("", Clean(s.Place), Publisher(s).Length > 0 ? ":" : ";"), Prefix("", Publisher(s), ";"), year);
        var pages = Clean(s.Pages).Replace('–', '-');
        var body =
            IsArticle(s)
                ? Join(
                    Stop(Clean(s.Container)),
                    Stop(year + Prefix(";", Clean(s.Volume) + Prefix("(", Clean(s.Issue), ")")) + Prefix(":", pages))
                )
            : IsPart(s) ? Join(Stop("In: " + Clean(s.Container)), Stop(imprint), Stop(Prefix("p. ", pages)))
            : Join(
                s.Kind == RecordKind.Dataset ? Stop(Prefix("Version ", edition)) : Stop(Prefix("", edition, " ed.")),
                Stop(imprint),
                Stop(Series(s))
            );
        var cited =
            s.Doi is null && s.Link.Length > 0 && s.Accessed is { } day
                ? "[cited " + day.ToString("yyyy MMM d", CultureInfo.InvariantCulture) + "]."
                : "";
        return Join(
            Stop(authors),
            Stop(title),
            body,
            cited,
            s.Link.Length == 0 ? ""
                : s.Doi is null ? "Available from: " + s.Link
                : s.Link
        );
    }

    /// <summary>The series of a report with its number: "NBER Working Paper No. 24013".</summary>
    private static string Series(CitationSource s)
    {
        var number = Clean(s.Issue).Length > 0 ? Clean(s.Issue) : Clean(s.Volume);
        var container = Clean(s.Container);
        return container.Length == 0 ? "" : container + Prefix(" No. ", number);
    }

    private static string Bracketed(params string[] notes)
    {
        var inside = string.Join("; ", notes.Where(note => note.Length > 0));
        return inside.Length == 0 ? "" : "(" + inside + ")";
    }

    /// <summary>All names up to a limit; above it the first ones, an ellipsis and the last.</summary>
    private static string Authors(IReadOnlyList<CitationName> names, int limit, int first, string and, Func<CitationName, string> format) =>
        names.Count switch
        {
            0 => "",
            1 => format(names[0]),
            _ when names.Count > limit => string.Join(", ", names.Take(first).Select(format)) + ", . . . " + format(names[^1]),
            _ => string.Join(", ", names.Take(names.Count - 1).Select(format)) + ", " + and + format(names[^1]),
        };

    private static string Inverted(CitationName name) =>
        name.IsOrganization ? Clean(name.Family) : List(Family(name), Clean(name.Given), Clean(name.Suffix));

    private static string Natural(CitationName name) =>
        name.IsOrganization ? Clean(name.Family) : Join(Clean(name.Given), Family(name), Clean(name.Suffix));

    private static string List(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string MlaDate(DateOnly day)
    {
        var month =
            day.Month is 5 or 6 or 7 ? day.ToString("MMMM", CultureInfo.InvariantCulture)
            : day.Month == 9 ? "Sept."
            : day.ToString("MMM", CultureInfo.InvariantCulture) + ".";
        return $"{day.Day.ToString(CultureInfo.InvariantCulture)} {month} {day.Year.ToString(CultureInfo.InvariantCulture)}";
    }
}
