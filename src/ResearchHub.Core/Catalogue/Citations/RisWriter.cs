using System.Globalization;
using System.Text;
using static ResearchHub.Core.Catalogue.CitationText;

namespace ResearchHub.Core.Catalogue;

/// <summary>RIS: one tag a line, CRLF, values on one line.</summary>
internal static class RisWriter
{
    public static string Write(CitationSource s, string language)
    {
        var text = new StringBuilder();
        Tag(text, "TY", s.Names.Ris);
        foreach (var name in s.Authors)
        {
            Tag(
                text,
                "AU",
                name.IsOrganization
                    ? name.Family
                    : string.Join(", ", new[] { Family(name), Clean(name.Given), Clean(name.Suffix) }.Where(part => part.Length > 0))
            );
        }
        Tag(text, "TI", s.Title);
        Tag(text, "PY", s.Year?.ToString("0000", CultureInfo.InvariantCulture));
        Tag(
            text,
            "DA",
            s.Year is { } year && s.Month is { } month
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{year:0000}/{month:00}/{(s.Day is { } day ? day.ToString("00", CultureInfo.InvariantCulture) : "")}/"
                )
                : null
        );
        Tag(text, "T2", s.Container);
        Tag(text, "VL", s.Volume);
        Tag(text, "IS", s.Issue);
        var pages = Clean(s.Pages).Replace('–', '-').Split('-', 2, StringSplitOptions.TrimEntries);
        Tag(text, "SP", pages[0]);
        Tag(text, "EP", pages.Length > 1 ? pages[1].TrimStart('-') : null);
        Tag(text, "PB", s.Publisher);
        Tag(text, "CY", s.Place);
        Tag(text, "ET", s.Edition);
        foreach (
            var identifier in s.Identifiers.Where(identifier =>
                identifier.Type is IdentifierType.Issn or IdentifierType.Eissn or IdentifierType.Isbn
            )
        )
        {
            Tag(text, "SN", identifier.Value);
        }
        Tag(text, "DO", s.Doi?.Value);
        Tag(text, "UR", s.Link);
        Tag(text, "Y2", s.Accessed?.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture));
        Tag(text, "LA", s.Language ?? language);
        Tag(text, "AB", s.Abstract);
        Tag(text, "N1", s.Notice);
        Tag(text, "N1", s.Remark);
        return text.Append("ER  - \r\n").ToString();
    }

    private static void Tag(StringBuilder text, string tag, string? value)
    {
        var clean = Clean(value);
        if (clean.Length > 0)
        {
            text.Append(tag).Append("  - ").Append(clean).Append("\r\n");
        }
    }
}
