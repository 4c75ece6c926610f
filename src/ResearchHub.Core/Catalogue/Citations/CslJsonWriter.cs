using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ResearchHub.Core.Common;
using static ResearchHub.Core.Catalogue.CitationText;

namespace ResearchHub.Core.Catalogue;

/// <summary>CSL-JSON: an array with one item, valid against the CSL data schema.</summary>
internal static class CslJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(CitationSource s, string language)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", s.CitationKey);
            json.WriteString("type", s.Names.Csl);
            Text(json, "title", s.Title);
            Authors(json, s.Authors);
            if (s.Year is { } year)
            {
                Date(json, "issued", s.Month is { } month ? (s.Day is { } day ? [year, month, day] : [year, month]) : [year]);
            }
            if (s.Accessed is { } accessed)
            {
                Date(json, "accessed", [accessed.Year, accessed.Month, accessed.Day]);
            }
            Text(json, s.Names.Csl is "report" or "book" or "document" ? "collection-title" : "container-title", s.Container);
            Text(json, "volume", s.Volume);
            Text(json, s.Names.Csl == "report" ? "number" : "issue", s.Issue);
            Text(json, "page", s.Pages);
            Text(json, "publisher", s.Publisher);
            Text(json, "publisher-place", s.Place);
            Text(json, s.Kind == RecordKind.Dataset ? "version" : "edition", s.Edition);
            Text(json, "DOI", s.Doi?.Value);
            Text(json, "URL", s.Link);
            Text(
                json,
                "ISSN",
                s.Identifiers.FirstOrDefault(identifier => identifier.Type is IdentifierType.Issn or IdentifierType.Eissn)?.Value
            );
            Text(json, "ISBN", s.Identifiers.FirstOrDefault(identifier => identifier.Type == IdentifierType.Isbn)?.Value);
            Text(json, "language", s.Language ?? language);
            Text(json, "abstract", s.Abstract);
            Text(json, "status", s.TakenBack is { } state ? ConstantCase.Of(state).ToLowerInvariant() : null);
            Text(json, "note", Join(Stop(s.Notice), Clean(s.Remark)));
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Authors(Utf8JsonWriter json, IReadOnlyList<CitationName> names)
    {
        if (names.Count == 0)
        {
            return;
        }
        json.WriteStartArray("author");
        foreach (var name in names)
        {
            json.WriteStartObject();
            Text(json, name.IsOrganization ? "literal" : "family", name.Family);
            Text(json, "given", name.IsOrganization ? null : name.Given);
            Text(json, "non-dropping-particle", name.IsOrganization ? null : name.Particle);
            Text(json, "suffix", name.IsOrganization ? null : name.Suffix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Date(Utf8JsonWriter json, string name, int[] parts)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("date-parts");
        json.WriteStartArray();
        foreach (var part in parts)
        {
            json.WriteNumberValue(part);
        }
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        var clean = Clean(value);
        if (clean.Length > 0)
        {
            json.WriteString(name, clean);
        }
    }
}
