using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Filtering;

/// <summary>Makes the input types of filters and orders from what Core says can be filtered and ordered.</summary>
internal sealed class FilterInputs
{
    private readonly Dictionary<string, InputObjectGraphType> _types = new(StringComparer.Ordinal);

    /// <summary>All types made so far, for the schema.</summary>
    public IEnumerable<InputObjectGraphType> Types => _types.Values;

    /// <summary>The input type of a filter, with those it refers to.</summary>
    public InputObjectGraphType Of(FilterSchema schema)
    {
        if (_types.TryGetValue(schema.Name, out var known))
        {
            return known;
        }
        var type = New(schema.Name, $"{schema.Description} All fields given must hold.");
        Add(type, "and", new ListGraphType(new NonNullGraphType(Reference(schema.Name))), "All of these must hold.");
        Add(type, "or", new ListGraphType(new NonNullGraphType(Reference(schema.Name))), "At least one of these must hold.");
        Add(type, "not", new ListGraphType(new NonNullGraphType(Reference(schema.Name))), "None of these may hold.");
        foreach (var member in schema.Members)
        {
            var inner = member switch
            {
                FilterField field => Operators(field),
                FilterRelation { Many: true } relation => Many(relation.Target),
                FilterRelation relation => Of(relation.Target),
                _ => throw new ArgumentOutOfRangeException(nameof(schema)),
            };
            Add(type, member.Name, Reference(inner.Name), member.Description);
        }
        return type;
    }

    /// <summary>The input type of an order: an object that sets one field to ASC or DESC.</summary>
    public InputObjectGraphType Of(string name, string things, IReadOnlyList<OrderField> fields)
    {
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }
        var type = New(name, $"One step of an order of {things}. Set exactly one field; ties go on to the next step, and last to the id.");
        foreach (var field in fields)
        {
            Add(type, field.Name, Reference("SortDirection"), field.Description);
        }
        return type;
    }

    private InputObjectGraphType Many(FilterSchema target)
    {
        var name = target.Name.Replace("Filter", "ListFilter", StringComparison.Ordinal);
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }
        var type = New(name, "Filters by the entries of a list.");
        var inner = Of(target);
        Add(type, "some", Reference(inner.Name), "At least one entry matches.");
        Add(type, "none", Reference(inner.Name), "No entry matches.");
        return type;
    }

    private InputObjectGraphType Operators(FilterField field)
    {
        var (name, value) = field.Kind switch
        {
            FilterValueKind.Text => ("StringFilter", "String"),
            FilterValueKind.Key => ("KeyFilter", "String"),
            FilterValueKind.Int => ("IntFilter", "Int"),
            FilterValueKind.Date => ("DateFilter", "Date"),
            FilterValueKind.DateTime => ("DateTimeFilter", "DateTime"),
            FilterValueKind.Id => ("IDFilter", "ID"),
            FilterValueKind.Doi => ("DOIFilter", "DOI"),
            FilterValueKind.Orcid => ("ORCIDFilter", "ORCID"),
            FilterValueKind.Ror => ("RORFilter", "ROR"),
            FilterValueKind.Language => ("LanguageTagFilter", "LanguageTag"),
            FilterValueKind.Enum => (field.EnumType!.Name + "Filter", field.EnumType.Name),
            FilterValueKind.TextList => ("PathFilter", "String"),
            FilterValueKind.LanguageList => ("LanguageTagListFilter", "LanguageTag"),
            FilterValueKind.EnumList => (field.EnumType!.Name + "ListFilter", field.EnumType.Name),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }
        if (field.Kind is FilterValueKind.LanguageList or FilterValueKind.EnumList)
        {
            var element = New($"{value}ElementFilter", "Compares one entry of a list.");
            AddOperators(element, value, FilterOperator.Eq, FilterOperator.In);
            var list = New(
                name,
                field.Kind == FilterValueKind.LanguageList
                    ? "Filters by the entries of a list. A language alone matches its scripts and countries, too: `sr` matches `sr-Latn`."
                    : "Filters by the entries of a list."
            );
            Add(list, "some", Reference(element.Name), "At least one entry matches.");
            Add(list, "none", Reference(element.Name), "No entry matches.");
            return list;
        }
        var type = New(name, $"Compares {Article(value)} `{value}`. All operators given must hold.");
        AddOperators(
            type,
            value,
            field.Kind switch
            {
                FilterValueKind.TextList => [FilterOperator.Eq, FilterOperator.In],
                FilterValueKind.Text =>
                [
                    FilterOperator.Eq,
                    FilterOperator.Neq,
                    FilterOperator.In,
                    FilterOperator.Nin,
                    FilterOperator.Contains,
                    FilterOperator.StartsWith,
                ],
                FilterValueKind.Int or FilterValueKind.Date or FilterValueKind.DateTime =>
                [
                    FilterOperator.Eq,
                    FilterOperator.Neq,
                    FilterOperator.In,
                    FilterOperator.Nin,
                    FilterOperator.Gt,
                    FilterOperator.Gte,
                    FilterOperator.Lt,
                    FilterOperator.Lte,
                ],
                _ => [FilterOperator.Eq, FilterOperator.Neq, FilterOperator.In, FilterOperator.Nin],
            }
        );
        return type;
    }

    private static void AddOperators(InputObjectGraphType type, string value, params FilterOperator[] operators)
    {
        foreach (var one in operators)
        {
            IGraphType inner = one is FilterOperator.In or FilterOperator.Nin
                ? new ListGraphType(new NonNullGraphType(Reference(value)))
                : Reference(value);
            Add(type, FilterReader.NameOf(one), inner, Describe(one));
        }
    }

    private static string Describe(FilterOperator one) =>
        one switch
        {
            FilterOperator.Eq => "Equal; null means absent.",
            FilterOperator.Neq => "Not equal; null means present.",
            FilterOperator.In => "One of these; at most 1,000.",
            FilterOperator.Nin => "None of these; at most 1,000.",
            FilterOperator.Contains => "Has this text in it, in either case.",
            FilterOperator.StartsWith => "Starts with this text, in either case.",
            FilterOperator.Gt => "Greater, or later.",
            FilterOperator.Gte => "Greater or equal.",
            FilterOperator.Lt => "Less, or earlier.",
            FilterOperator.Lte => "Less or equal.",
            _ => throw new ArgumentOutOfRangeException(nameof(one)),
        };

    private static string Article(string value) => value[0] is 'I' or 'O' ? "an" : "a";

    private InputObjectGraphType New(string name, string description)
    {
        var type = new InputObjectGraphType { Name = name, Description = description };
        _types.Add(name, type);
        return type;
    }

    private static GraphQLTypeReference Reference(string name) => new(name);

    private static void Add(InputObjectGraphType type, string name, IGraphType inner, string description) =>
        type.AddField(
            new FieldType
            {
                Name = name,
                ResolvedType = inner,
                Description = description,
            }
        );
}

/// <summary>Directions of an order.</summary>
public enum SortDirection
{
    Asc,
    Desc,
}

internal sealed class SortDirectionGraph()
    : EnumGraph<SortDirection>(
        "SortDirection",
        "Direction of an order.",
        value =>
            value == SortDirection.Asc
                ? "Smallest, oldest or first in the alphabet first."
                : "Largest, newest or last in the alphabet first."
    );
