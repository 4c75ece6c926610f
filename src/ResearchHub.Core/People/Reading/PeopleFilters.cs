using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.People.Reading;

/// <summary>What people and organisations can be filtered by.</summary>
public static class PeopleFilters
{
    public static FilterSchema Organization { get; } =
        new(
            "OrganizationFilter",
            "Filters organisations.",
            () =>
                [
                    new FilterField("id", "Global id.", FilterValueKind.Id, "{t}.id"),
                    new FilterField("slug", "Readable part of the address.", FilterValueKind.Text, "{t}.slug"),
                    new FilterField("name", "Name; letters match in either case.", FilterValueKind.Text, "{t}.name"),
                    new FilterField("acronym", "Short form of the name.", FilterValueKind.Text, "{t}.acronym"),
                    new FilterField("ror", "ROR id, with or without its address.", FilterValueKind.Ror, "{t}.ror"),
                    new FilterField("sector", "Sector the organisation works in.", FilterValueKind.Enum, "{t}.sector", typeof(Sector)),
                    new FilterRelation(
                        "place",
                        "Where it has its seat.",
                        VocabularyFilters.Place,
                        "from places {n} where {n}.id = {t}.place_id",
                        Many: false
                    ),
                ]
        );

    private static FilterSchema Affiliation { get; } =
        new(
            "AffiliationFilter",
            "Filters by affiliations.",
            () =>
                [
                    new FilterRelation(
                        "organization",
                        "The organisation.",
                        Organization,
                        "from organizations {n} where {n}.id = {t}.organization_id",
                        Many: false
                    ),
                    new FilterField("startedOn", "First day.", FilterValueKind.Date, "{t}.started_on"),
                    new FilterField("endedOn", "Last day; null while it lasts.", FilterValueKind.Date, "{t}.ended_on"),
                ]
        );

    /// <summary>A column as everybody sees it: filters find nothing by what is not public, whoever asks.</summary>
    private static string Public(string field, string column, string otherwise) =>
        $"(case when {{t}}.restricted ? '{field}' then {otherwise} else {column} end)";

    public static FilterSchema Researcher { get; } =
        new(
            "ResearcherFilter",
            "Filters researchers.",
            () =>
                [
                    new FilterField(
                        "id",
                        "Global id; that of a record merged into another leads to the other.",
                        FilterValueKind.Id,
                        "{t}.id"
                    )
                    {
                        Aliases = new FilterAliases(KeptResearcher.Sql, KeptResearcher.SqlOfAll),
                    },
                    new FilterField("slug", "Readable part of the address.", FilterValueKind.Text, "{t}.slug"),
                    new FilterField("name", "Name as displayed; letters match in either case.", FilterValueKind.Text, "{t}.name"),
                    new FilterField("familyName", "Family name.", FilterValueKind.Text, "{t}.family_name"),
                    new FilterField("orcid", "ORCID iD, with or without its address.", FilterValueKind.Orcid, "{t}.orcid"),
                    new FilterField(
                        "sector",
                        "Sector the person works in, where it is public.",
                        FilterValueKind.Enum,
                        Public("SECTOR", "{t}.sector", "'UNKNOWN'"),
                        typeof(Sector)
                    ),
                    new FilterField(
                        "languages",
                        "Languages the person works in, where they are public.",
                        FilterValueKind.LanguageList,
                        Public("LANGUAGES", "{t}.languages", "'{}'::text[]")
                    ),
                    new FilterField(
                        "openTo",
                        "What the person is open to, where it is public.",
                        FilterValueKind.EnumList,
                        Public("OPEN_TO", "{t}.open_to", "'{}'::text[]"),
                        typeof(Openness)
                    ),
                    new FilterRelation(
                        "expertise",
                        "Concepts the person knows about.",
                        VocabularyFilters.Concept,
                        "from concepts {n} join researcher_expertise {n}a on {n}a.concept_id = {n}.id where {n}a.researcher_id = {t}.id and not {t}.restricted ? 'EXPERTISE'",
                        Many: true
                    ),
                    new FilterRelation(
                        "affiliations",
                        "Organisations the person belongs or belonged to.",
                        Affiliation,
                        "from affiliations {n} where {n}.researcher_id = {t}.id and not {t}.restricted ? 'AFFILIATIONS'",
                        Many: true
                    ),
                    new FilterRelation(
                        "places",
                        "Where the organisations are that the person belongs to now, where that is public.",
                        VocabularyFilters.Place,
                        "from places {n} join organizations {n}o on {n}o.place_id = {n}.id join affiliations {n}a on {n}a.organization_id = {n}o.id "
                            + "where {n}a.researcher_id = {t}.id and {n}a.ended_on is null and not {t}.restricted ? 'AFFILIATIONS'",
                        Many: true
                    ),
                    new FilterRelation(
                        "outputs",
                        "Outputs the person contributed to.",
                        OutputFilters.Output,
                        "from research_outputs {n} join contributions {n}a on {n}a.output_id = {n}.id "
                            + "where {n}a.researcher_id = {t}.id and {n}.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') and {n}.latest_version_id is null",
                        Many: true
                    ),
                ]
        );
}
