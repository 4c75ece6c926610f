using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

internal sealed record SeedScheme(ConceptScheme Scheme, string Source, string Licence, List<SeedConcept> Concepts);

internal sealed record SeedConcept(
    string Notation,
    Dictionary<string, string> Labels,
    Dictionary<string, List<string>> AltLabels,
    Dictionary<string, string>? Definition,
    List<string> Broader,
    List<string> Related,
    List<string> ExactMatch
);

internal sealed record SeedPlaces(List<SeedPlace> Places);

internal sealed record SeedPlace(
    string Code,
    PlaceKind Kind,
    string? Parent,
    string? Iso3,
    string? M49,
    Dictionary<string, string> Labels,
    Dictionary<string, List<string>> AltLabels
);

internal sealed record SeedLicenses(List<SeedLicense> Licenses);

internal sealed record SeedLicense(string Id, string Name, string? Url);

internal sealed record SeedOrganizations(List<SeedOrganization> Organizations);

internal sealed record SeedOrganization(
    string Acronym,
    Dictionary<string, string> Names,
    List<string> AltNames,
    Sector Sector,
    string? Country,
    string? Url,
    string? Ror
)
{
    /// <summary>The acronyms of the editors' file tell offices apart ("IOM-OIG"); only real ones are kept.</summary>
    public string? RealAcronym => AltNames.Contains(Acronym, StringComparer.Ordinal) ? Acronym : null;
}

internal sealed record SeedThemeMappings(string Source, List<SeedThemeMapping> Mappings);

internal sealed record SeedThemeMapping(string Theme, string GcmObjective, string Basis);

internal sealed record SeedTopicMappings(string Source, List<SeedTopicMapping> Mappings);

/// <param name="Scheme">Scheme of the goal: GCM_OBJECTIVE or SDG_TARGET.</param>
internal sealed record SeedTopicMapping(string Topic, ConceptScheme Scheme, string Notation);

internal sealed record SeedDatasets(List<SeedDataset> Datasets);

internal sealed record SeedDataset(
    string Key,
    string Publisher,
    string License,
    string Published,
    Dictionary<string, string> Titles,
    Dictionary<string, string> Abstracts,
    string Attribution,
    string Url,
    SeedTemporal Temporal,
    List<string> Places,
    List<string> Topics,
    List<string> Gcm,
    List<string> Populations,
    List<SeedDataFile> Files,
    Dictionary<string, SeedVariable> Variables
);

/// <summary>Time covered: years given, or the first and last day in a column of dates or years that each file has.</summary>
internal sealed record SeedTemporal(int? From, int? To, string? Column);

internal sealed record SeedDataFile(string Name, string Path, string MediaType, long Bytes, string Sha256);

internal sealed record SeedVariable(Dictionary<string, string> Label, string? Unit, Dictionary<string, string>? Categories);
