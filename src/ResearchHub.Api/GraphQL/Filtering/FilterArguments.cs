using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Filtering;

/// <summary>The arguments <c>where</c> and <c>order</c>.</summary>
internal static class FilterArguments
{
    /// <summary>Adds <c>where</c>.</summary>
    public static FieldBuilder<TSource, object> TakesFilter<TSource>(this FieldBuilder<TSource, object> field, FilterSchema schema) =>
        field.Add("where", new GraphQLTypeReference(schema.Name), "Only entries for which this holds.");

    /// <summary>Adds <c>order</c>.</summary>
    public static FieldBuilder<TSource, object> TakesOrder<TSource>(
        this FieldBuilder<TSource, object> field,
        string type,
        string whenAbsent
    ) =>
        field.Add(
            "order",
            new ListGraphType(new NonNullGraphType(new GraphQLTypeReference(type))),
            $"Order of the list, at most five steps; {whenAbsent} unless said."
        );

    /// <summary>The filter that a field was given; null for none.</summary>
    public static FilterCondition? Where(this IResolveFieldContext context, FilterSchema schema) =>
        FilterReader.Read(schema, context.GetArgument<object?>("where"));

    /// <summary>The order that a field was given.</summary>
    public static IReadOnlyList<OrderTerm> Order(
        this IResolveFieldContext context,
        IReadOnlyList<OrderField> fields,
        IReadOnlyList<OrderTerm> whenAbsent
    ) => FilterReader.ReadOrder(fields, context.GetArgument<object?>("order"), whenAbsent);

    private static FieldBuilder<TSource, object> Add<TSource>(
        this FieldBuilder<TSource, object> field,
        string name,
        IGraphType type,
        string description
    )
    {
        (field.FieldType.Arguments ??= []).Add(new QueryArgument(type) { Name = name, Description = description });
        return field;
    }
}
