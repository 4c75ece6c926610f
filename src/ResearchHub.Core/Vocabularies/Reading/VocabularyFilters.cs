using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common.Filtering;

namespace ResearchHub.Core.Vocabularies.Reading;

/// <summary>What concepts and places can be filtered by.</summary>
public static class VocabularyFilters
{
    private static FilterSchema Label { get; } =
        new(
            "LabelFilter",
            "Filters by labels.",
            () =>
                [
                    new FilterField("language", "BCP 47 tag.", FilterValueKind.Language, "{t}.language"),
                    new FilterField("text", "The label; letters match in either case.", FilterValueKind.Text, "{t}.text"),
                ]
        );

    public static FilterSchema Concept { get; } =
        new(
            "ConceptFilter",
            "Filters concepts.",
            () =>
                [
                    new FilterField("id", "Global id.", FilterValueKind.Id, "{t}.id"),
                    new FilterField("scheme", "Scheme the concept is of.", FilterValueKind.Enum, "{t}.scheme", typeof(ConceptScheme)),
                    new FilterField("notation", "Code within the scheme.", FilterValueKind.Text, "{t}.notation"),
                    new FilterField(
                        "within",
                        "Notation of the concept or of any broader one: `{ eq: \"16\" }` takes the concept and all below it.",
                        FilterValueKind.TextList,
                        "{t}.path"
                    ),
                    new FilterRelation(
                        "labels",
                        "Labels and synonyms.",
                        Label,
                        "from jsonb_to_recordset({t}.labels || {t}.alt_labels) as {n}(language text, text text) where true",
                        Many: true
                    ),
                ]
        );

    public static FilterSchema Place { get; } =
        new(
            "PlaceFilter",
            "Filters places.",
            () =>
                [
                    new FilterField("id", "Global id.", FilterValueKind.Id, "{t}.id"),
                    new FilterField("code", "ISO 3166-1 alpha-2, ISO 3166-2 or UN M49 code.", FilterValueKind.Text, "{t}.code"),
                    new FilterField("kind", "World, region, country, …", FilterValueKind.Enum, "{t}.kind", typeof(PlaceKind)),
                    new FilterField(
                        "within",
                        "Code of the place or of any place around it: `{ eq: \"150\" }` takes Europe and all that lies in it.",
                        FilterValueKind.TextList,
                        "{t}.path"
                    ),
                ]
        );
}
