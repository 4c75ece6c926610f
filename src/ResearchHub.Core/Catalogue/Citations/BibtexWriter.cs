using System.Globalization;
using System.Text;
using ResearchHub.Core.Common;
using static ResearchHub.Core.Catalogue.CitationText;

namespace ResearchHub.Core.Catalogue;

/// <summary>BibTeX: UTF-8 values with TeX's special characters escaped so that braces always balance, and a stable ASCII key.</summary>
internal static class BibtexWriter
{
    public static string Write(CitationSource s, string language)
    {
        var type = s.Names.Bibtex;
        var text = new StringBuilder().Append('@').Append(type).Append('{').Append(s.CitationKey);
        Field(text, "author", string.Join(" and ", s.Authors.Select(Author)));
        Field(text, "title", "{" + Escape(s.Title) + "}");
        Field(text, "year", s.Year?.ToString(CultureInfo.InvariantCulture) ?? "");
        Field(text, "month", s is { Year: not null, Month: >= 1 and <= 12 } ? s.Month.Value.ToString(CultureInfo.InvariantCulture) : "");
        Field(
            text,
            type switch
            {
                "article" => "journal",
                "incollection" or "inproceedings" => "booktitle",
                _ => "series",
            },
            Escape(s.Container)
        );
        Field(text, "volume", Escape(s.Volume));
        Field(text, "number", Escape(s.Issue));
        Field(text, "pages", Escape(s.Pages).Replace("–", "--", StringComparison.Ordinal));
        Field(
            text,
            type switch
            {
                "techreport" => "institution",
                "phdthesis" => "school",
                _ => "publisher",
            },
            Escape(s.Publisher)
        );
        Field(text, "address", Escape(s.Place));
        Field(text, s.Kind == RecordKind.Dataset ? "version" : "edition", Escape(s.Edition));
        Field(text, "doi", Verbatim(s.Doi?.Value));
        Field(text, "url", Verbatim(s.Link));
        Field(text, "urldate", s.Accessed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        Field(text, "language", Escape(s.Language ?? language));
        Field(
            text,
            "note",
            Join(
                Stop(Escape(s.Notice)),
                s.Kind == RecordKind.Dataset ? "Data set"
                    : type == "unpublished" ? "Preprint"
                    : ""
            )
        );
        Field(text, "annote", Escape(s.Remark));
        Field(text, "abstract", Escape(s.Abstract));
        return text.Append("\n}\n").ToString();
    }

    /// <summary>First family name, year, first word of the title longer than three letters: <c>abel2019bilateral</c>.</summary>
    public static string KeyOf(CitationSource s)
    {
        var family = s.Authors.Count > 0 ? Word(s.Authors[0].Particle + s.Authors[0].Family) : "";
        var words = Clean(s.Title)
            .Split([' ', '-', '/', ':', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(Word)
            .Where(word => word.Length > 0)
            .ToList();
        var title = words.Find(word => word.Length > 3) ?? words.FirstOrDefault() ?? "";
        var key = family + (s.Year?.ToString(CultureInfo.InvariantCulture) ?? "nd") + title;
        return char.IsAsciiLetter(key[0]) ? key : "ref" + key;
    }

    /// <summary>Escapes TeX's special characters; literal braces become commands, because BibTeX counts even escaped braces.</summary>
    private static string Escape(string? value)
    {
        var escaped = new StringBuilder();
        foreach (var c in Clean(value))
        {
            escaped.Append(
                c switch
                {
                    '\\' => @"\textbackslash{}",
                    '{' => @"\textbraceleft{}",
                    '}' => @"\textbraceright{}",
                    '~' => @"\textasciitilde{}",
                    '^' => @"\textasciicircum{}",
                    '%' or '$' or '&' or '#' or '_' => "\\" + c,
                    _ => c.ToString(),
                }
            );
        }
        return escaped.ToString();
    }

    /// <summary>For addresses: nothing escaped, the characters that would break the entry percent-encoded.</summary>
    private static string Verbatim(string? value) =>
        Clean(value)
            .Replace("\\", "%5C", StringComparison.Ordinal)
            .Replace("{", "%7B", StringComparison.Ordinal)
            .Replace("}", "%7D", StringComparison.Ordinal);

    private static string Author(CitationName name)
    {
        if (name.IsOrganization)
        {
            return "{" + Escape(name.Family) + "}";
        }
        var family = Join(Escape(name.Particle), IsRisky(Clean(name.Family)) ? "{" + Escape(name.Family) + "}" : Escape(name.Family));
        var given = IsRisky(Clean(name.Given)) ? "{" + Escape(name.Given) + "}" : Escape(name.Given);
        var suffix = Escape(name.Suffix);
        return family + (suffix.Length > 0 ? ", " + suffix : "") + (given.Length > 0 ? ", " + given : "");
    }

    /// <summary>A comma or "and" inside a part would be read as a separator.</summary>
    private static bool IsRisky(string part) => part.Contains(',') || $" {part} ".Contains(" and ", StringComparison.OrdinalIgnoreCase);

    private static void Field(StringBuilder text, string name, string value)
    {
        if (value.Length > 0 && value != "{}")
        {
            text.Append(",\n  ").Append(name).Append(" = {").Append(value).Append('}');
        }
    }

    private static string Word(string text) => string.Concat(Transliteration.Fold(Clean(text)).Where(char.IsAsciiLetterOrDigit));
}
