using System.Collections;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Filtering;

/// <summary>Turns arguments into the filters and orders that Core reads by.</summary>
internal static class FilterReader
{
    private const int MaximumConditions = 200;
    private const int MaximumListLength = 1000;
    private const int MaximumOrderTerms = 5;

    /// <summary>Name of an operator on the wire.</summary>
    public static string NameOf(FilterOperator one) => char.ToLowerInvariant(one.ToString()[0]) + one.ToString()[1..];

    /// <summary>Reads a filter; null when none is given.</summary>
    /// <exception cref="InvalidInputException">COST_LIMIT: more conditions than anybody means.</exception>
    public static FilterCondition? Read(FilterSchema schema, object? argument)
    {
        if (argument is not IDictionary<string, object?> fields)
        {
            return null;
        }
        var conditions = 0;
        return Read(schema, fields, ref conditions);
    }

    /// <summary>Reads an order; the default when none is given.</summary>
    /// <exception cref="InvalidInputException">INVALID: a step with no or several fields; too many steps.</exception>
    public static IReadOnlyList<OrderTerm> ReadOrder(
        IReadOnlyList<OrderField> fields,
        object? argument,
        IReadOnlyList<OrderTerm> whenAbsent
    )
    {
        if (argument is not IEnumerable steps)
        {
            return whenAbsent;
        }
        var terms = new List<OrderTerm>();
        foreach (var step in steps.Cast<IDictionary<string, object?>>())
        {
            if (step.Count != 1 || step.Values.Single() is not SortDirection direction)
            {
                throw new InvalidInputException("INVALID", "order", "Set exactly one field in each step of 'order', to ASC or DESC.");
            }
            var field = fields.First(candidate => candidate.Name == step.Keys.Single());
            if (terms.TrueForAll(term => term.Field != field))
            {
                terms.Add(new OrderTerm(field, direction == SortDirection.Desc));
            }
        }
        if (terms.Count > MaximumOrderTerms)
        {
            throw new InvalidInputException("INVALID", "order", $"Give at most {MaximumOrderTerms} steps in 'order'.");
        }
        return terms.Count == 0 ? whenAbsent : terms;
    }

    private static AllOf Read(FilterSchema schema, IDictionary<string, object?> fields, ref int count)
    {
        var conditions = new List<FilterCondition>();
        foreach (var (name, value) in fields)
        {
            if (++count > MaximumConditions)
            {
                throw new InvalidInputException("COST_LIMIT", "where", $"Give at most {MaximumConditions} conditions in 'where'.");
            }
            if (value is null)
            {
                continue;
            }
            if (name is "and" or "or" or "not")
            {
                var parts = new List<FilterCondition>();
                foreach (var part in ((IEnumerable)value).Cast<IDictionary<string, object?>>())
                {
                    parts.Add(Read(schema, part, ref count));
                }
                conditions.Add(
                    name switch
                    {
                        "and" => new AllOf(parts),
                        "or" => new AnyOf(parts),
                        _ => new Negation(new AnyOf(parts)),
                    }
                );
                continue;
            }
            var inner = (IDictionary<string, object?>)value;
            switch (schema[name])
            {
                case FilterField { Kind: FilterValueKind.LanguageList or FilterValueKind.EnumList } list:
                    Quantify(conditions, inner, part => new AllOf(Compare(list, part)));
                    break;
                case FilterField field:
                    conditions.AddRange(Compare(field, inner));
                    break;
                case FilterRelation { Many: true } relation:
                    foreach (var (quantifier, part) in inner)
                    {
                        if (part is IDictionary<string, object?> target)
                        {
                            var related = new RelatedRow(relation, Read(relation.Target, target, ref count));
                            conditions.Add(quantifier == "none" ? new Negation(related) : related);
                        }
                    }
                    break;
                case FilterRelation relation:
                    conditions.Add(new RelatedRow(relation, Read(relation.Target, inner, ref count)));
                    break;
            }
        }
        return new AllOf(conditions);
    }

    private static void Quantify(
        List<FilterCondition> conditions,
        IDictionary<string, object?> quantifiers,
        Func<IDictionary<string, object?>, FilterCondition> read
    )
    {
        foreach (var (quantifier, part) in quantifiers)
        {
            if (part is IDictionary<string, object?> fields)
            {
                var condition = read(fields);
                conditions.Add(quantifier == "none" ? new Negation(condition) : condition);
            }
        }
    }

    private static List<FilterCondition> Compare(FilterField field, IDictionary<string, object?> operators)
    {
        var comparisons = new List<FilterCondition>();
        foreach (var (name, value) in operators)
        {
            var one = Enum.Parse<FilterOperator>(name, ignoreCase: true);
            if (value is null)
            {
                // Only equality speaks of absence; for the others null is as if not given.
                if (one is FilterOperator.Eq or FilterOperator.Neq)
                {
                    comparisons.Add(new Comparison(field, one, null));
                }
                continue;
            }
            comparisons.Add(new Comparison(field, one, Column(field, one, value)));
        }
        return comparisons;
    }

    /// <summary>The value as the column has it.</summary>
    private static object Column(FilterField field, FilterOperator one, object value)
    {
        if (one is not (FilterOperator.In or FilterOperator.Nin))
        {
            return Scalar(field, value);
        }
        var values = ((IEnumerable)value).Cast<object>().Select(item => Scalar(field, item)).ToArray();
        if (values.Length > MaximumListLength)
        {
            throw new InvalidInputException("COST_LIMIT", field.Name, $"Give at most {MaximumListLength} values in '{field.Name}'.");
        }
        return field.Kind switch
        {
            FilterValueKind.Int => values.Cast<int>().ToArray(),
            FilterValueKind.Id => values.Cast<long>().ToArray(),
            FilterValueKind.Date => values.Cast<DateOnly>().ToArray(),
            FilterValueKind.DateTime => values.Cast<DateTimeOffset>().Select(time => time.UtcDateTime).ToArray(),
            _ => values.Cast<string>().ToArray(),
        };
    }

    private static object Scalar(FilterField field, object value) =>
        field.Kind switch
        {
            // An id of no object matches nothing, like one of an object that is not there.
            FilterValueKind.Id => NodeId.TryDecode(value as string, out _, out var key) ? key : 0L,
            FilterValueKind.Enum or FilterValueKind.EnumList => ConstantCase.FromPascal(value.ToString()!),
            FilterValueKind.Text or FilterValueKind.TextList when value is string text && text.Contains('\0', StringComparison.Ordinal) =>
                throw new InvalidInputException("INVALID", field.Name, $"'{field.Name}' holds a NUL character; take it out."),
            _ => value,
        };
}
