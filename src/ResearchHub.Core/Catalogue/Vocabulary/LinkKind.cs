namespace ResearchHub.Core.Catalogue;

/// <summary>What a reader finds behind a link of a record.</summary>
public enum LinkKind
{
    LandingPage,
    FullText,
    Supplement,
    Data,
    Summary,
    ManagementResponse,
    Other,
}
