using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;

namespace ResearchHub.Core.Search;

/// <summary>What searches can be filtered by: the facets, and ranges of time.</summary>
public static class SearchFilters
{
    private const string Year = "year";
    private const string PublishedOn = "publishedOn";

    private static readonly Dictionary<string, FacetField> Facets = new(StringComparer.Ordinal)
    {
        ["kind"] = FacetField.Kind,
        ["type"] = FacetField.Type,
        [Year] = FacetField.Year,
        ["language"] = FacetField.Language,
        ["gcmObjective"] = FacetField.GcmObjective,
        ["sdgTarget"] = FacetField.SdgTarget,
        ["topic"] = FacetField.Topic,
        ["place"] = FacetField.Place,
        ["population"] = FacetField.Population,
        ["design"] = FacetField.Design,
        ["access"] = FacetField.Access,
        ["license"] = FacetField.License,
        ["funder"] = FacetField.Funder,
        ["contributor"] = FacetField.Contributor,
        ["source"] = FacetField.Source,
    };

    public static FilterSchema Schema { get; } =
        new(
            "SearchFilter",
            "Narrows a search. What a facet selects does not narrow that facet's own counts.",
            () =>
                [
                    new FilterField("kind", "Kind of record.", FilterValueKind.Enum, "", typeof(RecordKind)),
                    Key("type", "Type within the kind: a `StudyType`, `LearningFormat` or `Sector`."),
                    new FilterField(Year, "Year of publication.", FilterValueKind.Int, ""),
                    new FilterField(PublishedOn, "Day of publication; a year alone counts as its first day.", FilterValueKind.Date, ""),
                    new FilterField(
                        "language",
                        "Language of the work, or that the person knows. A language alone matches its scripts and countries, too: `sr` matches `sr-Latn`.",
                        FilterValueKind.Language,
                        ""
                    ),
                    Key("gcmObjective", "Notation of a GCM objective: `20`."),
                    Key("sdgTarget", "Notation of an SDG target: `10.7`."),
                    Key("topic", "Notation of a topic; those below it count too."),
                    Key("place", "Code of a place, of a person that of where they work; places in it count too."),
                    Key("population", "Notation of a population group."),
                    new FilterField("design", "Study design.", FilterValueKind.Enum, "", typeof(StudyDesign)),
                    new FilterField("access", "Access right.", FilterValueKind.Enum, "", typeof(AccessRight)),
                    Key("license", "SPDX id."),
                    new FilterField("funder", "Global id of the funding organisation.", FilterValueKind.Id, ""),
                    new FilterField(
                        "contributor",
                        "Global id of a contributing person or organisation; that of a record merged into another leads to the other.",
                        FilterValueKind.Id,
                        ""
                    ),
                    Key("source", "Where the record came from."),
                ]
        );

    /// <summary>The filter that a condition over <see cref="Schema"/> means.</summary>
    /// <exception cref="InvalidInputException">INVALID: absence is asked for, which the index does not know.</exception>
    public static SearchFilter? Of(FilterCondition? condition) => condition is null ? null : Part(condition);

    private static SearchFilter Part(FilterCondition condition) =>
        condition switch
        {
            AllOf all => new SearchFilter { And = [.. all.Conditions.Select(Part)] },
            AnyOf { Conditions.Count: 0 } => Nothing,
            AnyOf any => new SearchFilter { Or = [.. any.Conditions.Select(Part)] },
            Negation not => new SearchFilter { Not = Part(not.Condition) },
            Comparison comparison => Compare(comparison),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

    private static SearchFilter Compare(Comparison comparison)
    {
        var (field, one) = (comparison.Field, comparison.Operator);
        if (comparison.Value is not { } value)
        {
            throw new InvalidInputException("INVALID", field.Name, $"Give '{field.Name}' a value; a search cannot ask for its absence.");
        }
        if (one is FilterOperator.Neq or FilterOperator.Nin)
        {
            var positive = one == FilterOperator.Neq ? FilterOperator.Eq : FilterOperator.In;
            return new SearchFilter { Not = Compare(comparison with { Operator = positive }) };
        }
        return field.Name switch
        {
            PublishedOn when one == FilterOperator.In => new SearchFilter
            {
                Or = [.. ((DateOnly[])value).Select(day => new SearchFilter { PublishedFrom = day, PublishedTo = day })],
            },
            PublishedOn => Days(one, (DateOnly)value),
            Year when one is not (FilterOperator.Eq or FilterOperator.In) => Years(one, (int)value),
            _ => Keys(value) is { Length: > 0 } keys
                ? new SearchFilter { Facets = [new FacetSelection(Facets[field.Name], keys)] }
                : Nothing,
        };
    }

    private static SearchFilter Days(FilterOperator one, DateOnly day) =>
        one switch
        {
            FilterOperator.Eq => new SearchFilter { PublishedFrom = day, PublishedTo = day },
            FilterOperator.Gte => new SearchFilter { PublishedFrom = day },
            FilterOperator.Gt => day == DateOnly.MaxValue ? Nothing : new SearchFilter { PublishedFrom = day.AddDays(1) },
            FilterOperator.Lte => new SearchFilter { PublishedTo = day },
            _ => day == DateOnly.MinValue ? Nothing : new SearchFilter { PublishedTo = day.AddDays(-1) },
        };

    private static SearchFilter Years(FilterOperator one, int year) =>
        one switch
        {
            FilterOperator.Gte => new SearchFilter { YearFrom = year },
            FilterOperator.Gt => year == int.MaxValue ? Nothing : new SearchFilter { YearFrom = year + 1 },
            FilterOperator.Lte => new SearchFilter { YearTo = year },
            _ => year == int.MinValue ? Nothing : new SearchFilter { YearTo = year - 1 },
        };

    private static SearchFilter Nothing => new() { PublishedFrom = DateOnly.MaxValue, PublishedTo = DateOnly.MinValue };

    private static string[] Keys(object value) =>
        value switch
        {
            string text => [text],
            string[] texts => texts,
            Array many => [.. many.Cast<IFormattable>().Select(Text)],
            IFormattable one => [Text(one)],
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private static string Text(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);

    private static FilterField Key(string name, string description) => new(name, description, FilterValueKind.Key, "");
}
