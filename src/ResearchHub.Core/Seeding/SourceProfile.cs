using System.Globalization;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>What is known of every record of a source because of where it comes from.</summary>
/// <param name="Type">Kind of publication.</param>
/// <param name="Publisher">Name of the publisher; null when the records say nothing of it.</param>
/// <param name="Language">Language of all its records; null when records name theirs.</param>
/// <param name="Rank">Of lines about one work the lowest rank gives title, year and address.</param>
/// <param name="NameRank">Of lines about one work the lowest rank gives the authors.</param>
/// <param name="IsFreeText">True where an author field may hold a list of people.</param>
/// <param name="HasPrintedOrder">False where the order of authors is the database's own; they are then sorted by family name.</param>
/// <param name="LicensesTheWork">True where the line's licence is that of the work, false where it is that of the metadata.</param>
internal sealed record SourceProfile(
    StudyType Type,
    string? Publisher,
    string? Language,
    int Rank,
    int NameRank,
    bool IsFreeText = false,
    bool HasPrintedOrder = true,
    bool LicensesTheWork = false
)
{
    /// <summary>Who keeps the data of the AEA's journals.</summary>
    public const string DataArchive = "Inter-university Consortium for Political and Social Research";

    private static readonly Dictionary<string, SourceProfile> Known = new(StringComparer.Ordinal)
    {
        ["abel"] = new(StudyType.JournalArticle, null, "en", Rank: 0, NameRank: 1),
        ["aea-replication"] = new(StudyType.JournalArticle, "American Economic Association", "en", Rank: 1, NameRank: 5),
        ["aea-deposit"] = new(StudyType.Other, DataArchive, "en", Rank: 1, NameRank: 5),
        ["open-data-handbook"] = new(StudyType.Other, "Open Knowledge Foundation", null, Rank: 1, NameRank: 5),
        // The file sorts authors by their number in NBER's database.
        ["nber"] = new(StudyType.WorkingPaper, "National Bureau of Economic Research", "en", Rank: 2, NameRank: 4, HasPrintedOrder: false),
        ["worldbank-okr"] = new(StudyType.WorkingPaper, "World Bank", "en", Rank: 3, NameRank: 3, LicensesTheWork: true),
        // Names here keep their accents and their printed order.
        ["worldbank-prwp"] = new(StudyType.WorkingPaper, "World Bank", "en", Rank: 4, NameRank: 2),
        ["iom-evaluation"] = new(
            StudyType.Evaluation,
            "International Organization for Migration",
            null,
            Rank: 5,
            NameRank: 6,
            IsFreeText: true
        ),
    };

    private static readonly SourceProfile Other = new(StudyType.Other, null, null, Rank: 6, NameRank: 7, LicensesTheWork: true);

    public static SourceProfile Of(string source) => Known.GetValueOrDefault(source, Other);

    /// <summary>Series, number and the like, as the source's own fields spell them.</summary>
    public static (string? Container, string? Volume, string? Issue, string? Pages) Container(RecordLine line)
    {
        if (string.Equals(line.Source, "nber", StringComparison.Ordinal))
        {
            var number = line.SourceId.TrimStart('w', 'h', 't').TrimStart('0');
            return ("NBER Working Paper", null, number.Length > 0 ? number : null, null);
        }
        if (line.Series is { } series)
        {
            var digits = string.Concat(series.Reverse().TakeWhile(char.IsAsciiDigit).Reverse());
            return series.StartsWith("Policy Research", StringComparison.OrdinalIgnoreCase)
                ? ("Policy Research Working Paper", null, digits.Length > 0 ? digits.TrimStart('0') : null, null)
                : (series, null, null, null);
        }
        return line.Publication is { } publication ? PublicationText.Read(publication) : (null, null, null, null);
    }

    /// <summary>The type a line names itself, else that of its source.</summary>
    public static StudyType TypeOf(RecordLine line)
    {
        var name = line.Type?.ToUpper(CultureInfo.InvariantCulture).Replace(' ', '_').Replace('-', '_');
        return Common.ConstantCase.TryParse<StudyType>(name, out var type) ? type : Of(line.Source).Type;
    }
}
