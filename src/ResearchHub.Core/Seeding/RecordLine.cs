using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>One bibliographic record of a JSON Lines file, checked and cleaned. <c>seed/README.md</c> lists the fields of a line.</summary>
public sealed record RecordLine
{
    /// <summary>Where the record comes from: <c>nber</c>, <c>iom-evaluation</c>, …</summary>
    public required string Source { get; init; }

    /// <summary>The record's id there; with <see cref="Source"/> what makes loading twice change nothing.</summary>
    public required string SourceId { get; init; }

    /// <summary>As the source prints it, white space collapsed.</summary>
    public required string Title { get; init; }

    /// <summary>The title in each language it has; empty where only <see cref="Title"/> is given.</summary>
    public IReadOnlyList<LocalizedText> Titles { get; init; } = [];

    /// <summary>Study, dataset or learning resource.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Study;

    /// <summary>Canonical DOI.</summary>
    public string? Doi { get; init; }

    /// <summary>Names, each as the source prints it; one entry may hold several people.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public int? Year { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public string? Url { get; init; }
    public string? License { get; init; }
    public string? Abstract { get; init; }

    /// <summary>UPPER_CASE study type, or format of a learning resource; null when the line leaves it to its source.</summary>
    public string? Type { get; init; }

    /// <summary>UPPER_CASE levels of government that a learning resource speaks to.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];
    public string? Publisher { get; init; }
    public IReadOnlyList<string> Topics { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>IOM themes, comma-separated; the themes themselves may hold commas in brackets.</summary>
    public string? Themes { get; init; }
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Donors { get; init; } = [];
    public string? Series { get; init; }

    /// <summary>Journal with volume and pages as one text.</summary>
    public string? Publication { get; init; }

    /// <summary>Canonical DOI of the data behind the work.</summary>
    public string? DatasetDoi { get; init; }
    public string? ProjectCode { get; init; }
    public string? Projects { get; init; }
    public IReadOnlyList<RecordDocument> Documents { get; init; } = [];
    public IReadOnlyList<RecordRelation> Related { get; init; } = [];

    /// <summary>The value that stands for this line among the identifiers of a record: <c>nber:w0021</c>.</summary>
    public string LocalIdentifier => $"{Source}:{SourceId}";
}

/// <summary>A document of a record.</summary>
public sealed record RecordDocument(string Url, string? Subtype, string? Description, string? Language = null);

/// <summary>How the record relates to another work, which may be in the catalogue or not.</summary>
/// <param name="Doi">Canonical.</param>
/// <param name="Title">Shown where the work is not in the catalogue.</param>
public sealed record RecordRelation(RelationType Type, string Doi, string? Title);

/// <summary>Why a line was refused.</summary>
public enum RecordLineProblem
{
    NotJson,
    NotAnObject,
    BadEncoding,
    TooLong,
    WrongType,
    MissingTitle,
    MissingSource,
    MissingSourceId,
    YearOutOfRange,
    BadDoi,
    UnknownWord,
    DamagedFile,
}

/// <summary>A line that was refused; the lines around it go in.</summary>
/// <param name="Line">1 for the first line of the file.</param>
/// <param name="Reason">A sentence for the person who made the file.</param>
public sealed record RecordLineError(long Line, RecordLineProblem Problem, string Reason)
{
    /// <summary><c>line 12: …</c></summary>
    public override string ToString() => $"line {Line}: {Reason}";
}
