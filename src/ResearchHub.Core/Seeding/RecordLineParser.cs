using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>Reads one line of a record file. Fields that it does not know are left alone.</summary>
public static partial class RecordLineParser
{
    /// <summary>Longest line read, in bytes.</summary>
    public const int MaxLineBytes = 1_000_000;

    /// <summary>Longest title, name or id, in UTF-8 bytes: what an index of PostgreSQL can hold.</summary>
    public const int MaxKeyBytes = 2_000;

    /// <summary>Years that a record may have.</summary>
    public const int FirstYear = 1450;
    public const int LastYear = 2100;

    private static readonly RecordKind[] Kinds = [RecordKind.Study, RecordKind.Dataset, RecordKind.LearningResource];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a line; exactly one of the results is not null.</summary>
    public static (RecordLine? Record, RecordLineError? Error) Parse(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            if (line.Length > MaxLineBytes)
            {
                throw new RecordLineException(RecordLineProblem.TooLong, $"the line is longer than {MaxLineBytes} bytes");
            }
            _ = StrictUtf8.GetCharCount(line.Span);
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new RecordLineException(RecordLineProblem.NotAnObject, "the line is not a JSON object");
            }
            return (Read(new RecordFields(document.RootElement)), null);
        }
        catch (RecordLineException problem)
        {
            return (null, new RecordLineError(number, problem.Problem, problem.Message + "."));
        }
        catch (DecoderFallbackException)
        {
            return (null, new RecordLineError(number, RecordLineProblem.BadEncoding, "the line is not UTF-8."));
        }
        catch (JsonException problem)
        {
            var at = problem.BytePositionInLine is { } position ? $" (byte {position + 1})" : "";
            return (null, new RecordLineError(number, RecordLineProblem.NotJson, $"the line is not JSON{at}."));
        }
    }

    /// <summary>Reads a line of text; exactly one of the results is not null.</summary>
    public static (RecordLine? Record, RecordLineError? Error) Parse(string line, long number = 1) =>
        Parse(Encoding.UTF8.GetBytes(line), number);

    private static RecordLine Read(RecordFields fields)
    {
        var doi = Doi(fields, "doi");
        var source = fields.Text("source", MaxKeyBytes / 4);
        return new RecordLine
        {
            Title =
                fields.Text("title", MaxKeyBytes) ?? throw new RecordLineException(RecordLineProblem.MissingTitle, "the title is missing"),
            Titles = fields.ByLanguage("titles", MaxKeyBytes),
            Kind = fields.Word("kind", Kinds) ?? RecordKind.Study,
            Source = source ?? throw new RecordLineException(RecordLineProblem.MissingSource, "source is missing"),
            SourceId =
                fields.Text("source_id", MaxKeyBytes / 4)
                ?? doi
                ?? throw new RecordLineException(
                    RecordLineProblem.MissingSourceId,
                    "source_id is missing, and there is no DOI to take its place"
                ),
            Doi = doi,
            Authors = fields.Texts("authors", MaxKeyBytes, NamesApart),
            Year = Year(fields),
            PublishedOn = fields.Date("published"),
            Url = fields.Address("url"),
            License = fields.Text("licence") ?? fields.Text("license"),
            Abstract = fields.Text("abstract"),
            Type = fields.Text("type"),
            Topics = fields.Texts("topics"),
            Keywords = fields.Texts("keywords"),
            Countries = fields.Texts("countries"),
            Themes = fields.Text("themes"),
            Languages = fields.Texts("languages"),
            Donors = fields.Texts("donor"),
            Series = fields.Text("series"),
            Publication = fields.Text("publication"),
            DatasetDoi = Doi(fields, "dataset_doi"),
            ProjectCode = fields.Text("project_code"),
            Projects = fields.Text("projects"),
            Documents = fields.Documents("documents"),
            Related = fields.Objects("related", Relation),
            Audience = fields.Texts("audience"),
            Publisher = fields.Text("publisher", MaxKeyBytes),
        };
    }

    /// <summary>Two full names that only a wide blank parts, "Maureen Cropper  Sebnem Sahin", become a list.</summary>
    private static string NamesApart(string text) => WideBlank().Replace(text.Trim().Trim('`'), "${one}; ${other}");

    [GeneratedRegex(@"^(?<one>[^\s,;]+ [^,;]*?)\s{2,}(?<other>[^\s,;]+ [^,;]+)$", RegexOptions.None, 1000)]
    private static partial Regex WideBlank();

    private static string? Doi(RecordFields fields, string name)
    {
        var text = fields.Text(name);
        if (text is null || NoDoi().IsMatch(text))
        {
            return null;
        }
        return Catalogue.Doi.TryParse(text, out var doi)
            ? doi.Value
            : throw new RecordLineException(RecordLineProblem.BadDoi, $"{name} is not a DOI: '{RecordFields.Shorten(text)}'");
    }

    private static RecordRelation Relation(RecordFields fields) =>
        new(
            fields.Word("type", Enum.GetValues<RelationType>())
                ?? throw new RecordLineException(RecordLineProblem.UnknownWord, "a relation has no type, such as IsSupplementTo"),
            Doi(fields, "doi") ?? throw new RecordLineException(RecordLineProblem.BadDoi, "a relation has no DOI"),
            fields.Text("title", MaxKeyBytes)
        );

    /// <summary>What spreadsheets write where there is none.</summary>
    [GeneratedRegex("^(na|n/a|none|null|-)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoDoi();

    private static int? Year(RecordFields fields)
    {
        var year = fields.Number("year");
        if (year is null or (>= FirstYear and <= LastYear))
        {
            return (int?)year;
        }
        throw new RecordLineException(RecordLineProblem.YearOutOfRange, $"year {year} is not between {FirstYear} and {LastYear}");
    }
}

/// <summary>Ends the reading of one line.</summary>
internal sealed class RecordLineException(RecordLineProblem problem, string message) : Exception(message)
{
    public RecordLineProblem Problem { get; } = problem;
}
