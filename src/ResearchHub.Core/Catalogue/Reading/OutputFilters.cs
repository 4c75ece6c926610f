using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>What outputs can be filtered by. Each field has an index behind it or narrows a set that has.</summary>
public static class OutputFilters
{
    private static FilterField KindField { get; } =
        new("kind", "Study, dataset or learning resource.", FilterValueKind.Enum, "{t}.kind", typeof(OutputKind));

    private static FilterSchema Identifier { get; } =
        new(
            "IdentifierFilter",
            "Filters by identifiers.",
            () =>
                [
                    new FilterField("type", "Scheme of the identifier.", FilterValueKind.Enum, "{t}.type", typeof(IdentifierType)),
                    new FilterField("value", "In canonical spelling.", FilterValueKind.Text, "{t}.value"),
                ]
        );

    private static FilterSchema Funding { get; } =
        new(
            "FundingFilter",
            "Filters by who paid.",
            () =>
                [
                    new FilterField("funderName", "As printed.", FilterValueKind.Text, "{t}.funder_name"),
                    new FilterField("awardNumber", "Number of the grant.", FilterValueKind.Text, "{t}.award_number"),
                    new FilterRelation(
                        "funder",
                        "The organisation.",
                        PeopleFilters.Organization,
                        "from organizations {n} where {n}.id = {t}.organization_id",
                        Many: false
                    ),
                ]
        );

    private static FilterSchema Variable { get; } =
        new(
            "VariableFilter",
            "Filters by the columns of data files.",
            () =>
                [
                    new FilterField("name", "Name in the file.", FilterValueKind.Text, "{t}.name"),
                    new FilterField("label", "Readable name.", FilterValueKind.Text, "{t}.label"),
                    new FilterField("unit", "Unit of measure.", FilterValueKind.Text, "{t}.unit"),
                ]
        );

    private static FilterSchema Contribution { get; } =
        new(
            "ContributionFilter",
            "Filters by contributors: people and organisations.",
            () =>
                [
                    new FilterRelation(
                        "researcher",
                        "The person.",
                        PeopleFilters.Researcher,
                        "from researchers {n} where {n}.id = {t}.researcher_id",
                        Many: false
                    ),
                    new FilterRelation(
                        "organization",
                        "The organisation that contributed as itself.",
                        PeopleFilters.Organization,
                        "from organizations {n} where {n}.id = {t}.organization_id",
                        Many: false
                    ),
                    new FilterRelation(
                        "affiliation",
                        "The organisation that a person wrote from at the time.",
                        PeopleFilters.Organization,
                        "from organizations {n} where {n}.id = {t}.affiliation_id",
                        Many: false
                    ),
                    new FilterField("creditRoles", "CRediT roles.", FilterValueKind.EnumList, "{t}.credit_roles", typeof(CreditRole)),
                ]
        );

    public static FilterSchema Output { get; } =
        new("OutputFilter", "Filters research outputs of every kind.", () => [KindField, .. Common]);

    public static FilterSchema Study { get; } =
        new(
            "StudyFilter",
            "Filters studies.",
            () =>
                [
                    .. Common,
                    new FilterField("type", "Kind of publication.", FilterValueKind.Enum, "{t}.study_type", typeof(StudyType)),
                    new FilterField(
                        "design",
                        "How the evidence was produced.",
                        FilterValueKind.Enum,
                        "{t}.study_design",
                        typeof(StudyDesign)
                    ),
                ]
        );

    public static FilterSchema Dataset { get; } =
        new(
            "DatasetFilter",
            "Filters datasets.",
            () =>
                [
                    .. Common,
                    new FilterField(
                        "accessMode",
                        "How the data can be reached.",
                        FilterValueKind.Enum,
                        "{t}.access_mode",
                        typeof(DataAccessMode)
                    ),
                    new FilterField("coverageFrom", "First day that the data speak of.", FilterValueKind.Date, "{t}.coverage_from"),
                    new FilterField("coverageTo", "Last day that the data speak of.", FilterValueKind.Date, "{t}.coverage_to"),
                    new FilterRelation(
                        "variables",
                        "Columns of the data files.",
                        Variable,
                        "from variables {n} join data_files {n}f on {n}f.id = {n}.data_file_id where {n}f.output_id = {t}.id",
                        Many: true
                    ),
                ]
        );

    public static FilterSchema LearningResource { get; } =
        new(
            "LearningResourceFilter",
            "Filters learning resources.",
            () =>
                [
                    .. Common,
                    new FilterField("format", "Form of the resource.", FilterValueKind.Enum, "{t}.learning_format", typeof(LearningFormat)),
                    new FilterField(
                        "audience",
                        "Levels of government it speaks to.",
                        FilterValueKind.EnumList,
                        "{t}.audience",
                        typeof(GovernmentLevel)
                    ),
                    new FilterField("durationMinutes", "Time it takes, in minutes.", FilterValueKind.Int, "{t}.duration_minutes"),
                ]
        );

    private static IReadOnlyList<FilterMember> Common =>
        [
            new FilterField("id", "Global id.", FilterValueKind.Id, "{t}.id"),
            new FilterField("slug", "Readable part of the address.", FilterValueKind.Text, "{t}.slug"),
            new FilterField("doi", "DOI in any spelling.", FilterValueKind.Doi, "{t}.doi"),
            new FilterField("title", "Original title; letters match in either case.", FilterValueKind.Text, "{t}.title"),
            new FilterField("publishedYear", "Year of publication.", FilterValueKind.Int, "{t}.published_year"),
            new FilterField("publishedOn", "Day of publication, where one is known.", FilterValueKind.Date, "{t}.published_on"),
            new FilterField("languages", "Languages the work is in.", FilterValueKind.LanguageList, "{t}.languages"),
            new FilterField("access", "COAR access right.", FilterValueKind.Enum, "{t}.access", typeof(AccessRight)),
            new FilterField("license", "SPDX id of the licence.", FilterValueKind.Text, "{t}.license_id"),
            new FilterField("state", "State of publication.", FilterValueKind.Enum, "{t}.state", typeof(PublicationState)),
            new FilterField("publisher", "Who published the work, as printed.", FilterValueKind.Text, "{t}.publisher"),
            new FilterField("source", "Where the record came from.", FilterValueKind.Text, "{t}.source"),
            new FilterField("citationCount", "Number of works here that cite it.", FilterValueKind.Int, "{t}.citation_count"),
            new FilterField("createdAt", "When the record was made.", FilterValueKind.DateTime, "{t}.created_at"),
            new FilterField("updatedAt", "When the record last changed.", FilterValueKind.DateTime, "{t}.updated_at"),
            new FilterRelation(
                "contributors",
                "People and organisations that contributed.",
                Contribution,
                "from contributions {n} where {n}.output_id = {t}.id",
                Many: true
            ),
            new FilterRelation(
                "concepts",
                "Concepts assigned to it.",
                VocabularyFilters.Concept,
                "from concepts {n} join output_concepts {n}a on {n}a.concept_id = {n}.id where {n}a.output_id = {t}.id",
                Many: true
            ),
            new FilterRelation(
                "places",
                "Places it speaks of.",
                VocabularyFilters.Place,
                "from places {n} join output_places {n}a on {n}a.place_id = {n}.id where {n}a.output_id = {t}.id",
                Many: true
            ),
            new FilterRelation(
                "identifiers",
                "Identifiers of the work.",
                Identifier,
                "from output_identifiers {n} where {n}.output_id = {t}.id",
                Many: true
            ),
            new FilterRelation(
                "funding",
                "Who paid for the work.",
                Funding,
                "from funding_references {n} where {n}.output_id = {t}.id",
                Many: true
            ),
        ];
}

/// <summary>Kinds of records that can be cited; the names are those of <see cref="RecordKind"/>.</summary>
public enum OutputKind
{
    Study,
    Dataset,
    LearningResource,
}
