namespace ResearchHub.Core.Catalogue;

/// <summary>Kinds of public records. The wire and the database hold the name in UPPER_CASE.</summary>
public enum RecordKind
{
    Study,
    Dataset,
    LearningResource,
    Researcher,
    Organization,
}

/// <summary>What kind of publication a study is; <see cref="StudyTypeMapping"/> maps each to the exchange formats.</summary>
public enum StudyType
{
    JournalArticle,
    WorkingPaper,
    Report,
    Evaluation,
    SystematicReview,
    PolicyBrief,
    Thesis,
    Book,
    BookChapter,
    ConferencePaper,
    Preprint,
    DataPaper,

    /// <summary>A published review of another output.</summary>
    PeerReview,
    Other,
}

/// <summary>How a study produced its evidence.</summary>
public enum StudyDesign
{
    Rct,
    ClusterRct,
    RegressionDiscontinuity,
    InterruptedTimeSeries,
    InstrumentalVariables,
    DifferenceInDifferences,
    PropensityScoreMatching,
    CovariateMatching,
    ControlledBeforeAfter,
    PanelFixedEffects,
    NaturalExperiment,
    SystematicReview,
    MetaAnalysis,
    Survey,
    AdministrativeData,
    Qualitative,
    MixedMethods,
    CaseStudy,
    Modelling,
}

/// <summary>COAR access rights.</summary>
public enum AccessRight
{
    Open,
    Embargoed,
    Restricted,
    MetadataOnly,
}

/// <summary>How the data of a dataset can be reached (NADA's modes).</summary>
public enum DataAccessMode
{
    Open,
    Direct,
    Public,
    Licensed,
    DataEnclave,
    Remote,
    NotAvailable,
}

/// <summary>Life cycle of a research output.</summary>
public enum PublicationState
{
    Draft,
    Submitted,
    InReview,
    ChangesRequested,
    Accepted,
    Declined,
    Published,
    Embargoed,
    Withdrawn,
    Retracted,
}

/// <summary>Form of a learning resource.</summary>
public enum LearningFormat
{
    Course,
    Module,
    Guide,
    Webinar,
    Toolkit,
}

/// <summary>Levels of government a learning resource speaks to.</summary>
public enum GovernmentLevel
{
    Central,
    Provincial,
    Local,
}

/// <summary>Sector a researcher or an organisation works in.</summary>
public enum Sector
{
    Unknown,
    Academia,
    GovernmentCentral,
    GovernmentLocal,
    InternationalOrganization,
    CivilSociety,
    Private,
}

/// <summary>Concept schemes (SKOS). The notation of a concept is unique within its scheme.</summary>
public enum ConceptScheme
{
    GcmObjective,
    GcmPrinciple,
    SdgGoal,
    SdgTarget,
    IomSrf,
    IomTheme,
    Topic,
    Population,
    StudyDesign,
    Intervention,
    Outcome,
    FieldOfScience,
    Competency,
}

/// <summary>Kinds of places.</summary>
public enum PlaceKind
{
    World,
    Region,
    Country,
    Subdivision,
    Municipality,
}

/// <summary>Types of the values of a column.</summary>
public enum VariableType
{
    Integer,
    Decimal,
    Date,
    Year,
    Boolean,
    Code,
    String,
}

/// <summary>Citation styles and exchange formats of <c>citation(style:)</c>.</summary>
public enum CitationStyle
{
    Apa,
    Mla,
    Chicago,
    Vancouver,
    Bibtex,
    Ris,
    CslJson,
}
