using System.Collections.Frozen;

namespace ResearchHub.Core.Catalogue;

/// <summary>What a kind of output is called in the exchange formats.</summary>
/// <param name="DataCite">resourceTypeGeneral of the DataCite Metadata Schema 4.7.</param>
/// <param name="Csl">Item type of CSL 1.0.2.</param>
/// <param name="Bibtex">Entry type of BibTeX (not of biblatex), lower case.</param>
/// <param name="Ris">Value of the TY tag.</param>
/// <param name="CoarUri">URI in COAR Resource Types 3.</param>
/// <param name="CoarLabel">COAR's English label.</param>
/// <param name="SchemaOrg">Class name at schema.org, without the address.</param>
public sealed record ResourceTypeNames(
    string DataCite,
    string Csl,
    string Bibtex,
    string Ris,
    string CoarUri,
    string CoarLabel,
    string SchemaOrg
);

/// <summary>Maps study types, datasets and learning resources to the exchange formats.</summary>
public static class StudyTypeMapping
{
    private const string Coar = "http://purl.org/coar/resource_type/";

    private static readonly FrozenDictionary<StudyType, ResourceTypeNames> Studies = new Dictionary<StudyType, ResourceTypeNames>
    {
        [StudyType.JournalArticle] = new(
            "JournalArticle",
            "article-journal",
            "article",
            "JOUR",
            Coar + "c_6501",
            "journal article",
            "ScholarlyArticle"
        ),
        [StudyType.WorkingPaper] = new("Report", "report", "techreport", "RPRT", Coar + "c_8042", "working paper", "Report"),
        [StudyType.Report] = new("Report", "report", "techreport", "RPRT", Coar + "c_93fc", "report", "Report"),
        [StudyType.Evaluation] = new("Report", "report", "techreport", "RPRT", Coar + "c_93fc", "report", "Report"),
        [StudyType.SystematicReview] = new(
            "JournalArticle",
            "article-journal",
            "article",
            "JOUR",
            Coar + "c_dcae04bc",
            "review article",
            "ScholarlyArticle"
        ),
        [StudyType.PolicyBrief] = new("Report", "report", "techreport", "RPRT", Coar + "c_186u", "policy report", "Report"),
        [StudyType.Thesis] = new("Dissertation", "thesis", "phdthesis", "THES", Coar + "c_46ec", "thesis", "Thesis"),
        [StudyType.Book] = new("Book", "book", "book", "BOOK", Coar + "c_2f33", "book", "Book"),
        [StudyType.BookChapter] = new("BookChapter", "chapter", "incollection", "CHAP", Coar + "c_3248", "book part", "Chapter"),
        [StudyType.ConferencePaper] = new(
            "ConferencePaper",
            "paper-conference",
            "inproceedings",
            "CPAPER",
            Coar + "c_5794",
            "conference paper",
            "ScholarlyArticle"
        ),
        [StudyType.Preprint] = new("Preprint", "article", "unpublished", "UNPB", Coar + "c_816b", "preprint", "ScholarlyArticle"),
        [StudyType.DataPaper] = new("DataPaper", "article-journal", "article", "JOUR", Coar + "c_beb9", "data paper", "ScholarlyArticle"),
        [StudyType.PeerReview] = new("PeerReview", "review", "misc", "GEN", Coar + "H9BQ-739P", "peer review", "Review"),
        [StudyType.Other] = new("Text", "document", "misc", "GEN", Coar + "c_1843", "other", "CreativeWork"),
    }.ToFrozenDictionary();

    /// <summary>Names of a dataset.</summary>
    public static ResourceTypeNames Dataset { get; } = new("Dataset", "dataset", "misc", "DATA", Coar + "c_ddb1", "dataset", "Dataset");

    /// <summary>Names of a learning resource.</summary>
    public static ResourceTypeNames LearningResource { get; } =
        new("InteractiveResource", "document", "misc", "GEN", Coar + "c_e059", "learning object", "LearningResource");

    /// <summary>Names of a study of this type.</summary>
    public static ResourceTypeNames Of(StudyType type) => Studies[type];

    /// <summary>Names of any output; <paramref name="type"/> is read for studies only and stands for <see cref="StudyType.Other"/> when null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">People and organisations are not outputs.</exception>
    public static ResourceTypeNames Of(RecordKind kind, StudyType? type) =>
        kind switch
        {
            RecordKind.Study => Of(type ?? StudyType.Other),
            RecordKind.Dataset => Dataset,
            RecordKind.LearningResource => LearningResource,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a research output."),
        };
}
