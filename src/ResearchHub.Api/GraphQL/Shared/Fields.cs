using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Short ways to declare fields.</summary>
internal static class Fields
{
    /// <summary>A field that always has a value.</summary>
    public static FieldBuilder<TSource, object> Required<TSource, TGraph>(
        this ObjectGraphType<TSource> type,
        string name,
        string description,
        Func<TSource, object?> value
    )
        where TGraph : IGraphType => type.Computed<TSource, NonNullGraphType<TGraph>>(name, description, context => value(context.Source));

    /// <summary>A field whose value may be absent.</summary>
    public static FieldBuilder<TSource, object> Optional<TSource, TGraph>(
        this ObjectGraphType<TSource> type,
        string name,
        string description,
        Func<TSource, object?> value
    )
        where TGraph : IGraphType => type.Computed<TSource, TGraph>(name, description, context => value(context.Source));

    /// <summary>A list that is never null and holds no null.</summary>
    public static FieldBuilder<TSource, object> Many<TSource, TGraph>(
        this ObjectGraphType<TSource> type,
        string name,
        string description,
        Func<IResolveFieldContext<TSource>, object?> value
    )
        where TGraph : IGraphType =>
        type.Computed<TSource, NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>>(name, description, value);

    /// <summary>A field that is worked out from its context: arguments, loaders, services.</summary>
    public static FieldBuilder<TSource, object> Computed<TSource, TGraph>(
        this ObjectGraphType<TSource> type,
        string name,
        string description,
        Func<IResolveFieldContext<TSource>, object?> value
    )
        where TGraph : IGraphType => type.Field<TGraph>(name).Description(description).Resolve(value);

    /// <summary>A field that is awaited.</summary>
    public static FieldBuilder<TSource, object> Awaited<TSource, TGraph>(
        this ObjectGraphType<TSource> type,
        string name,
        string description,
        Func<IResolveFieldContext<TSource>, Task<object?>> value
    )
        where TGraph : IGraphType => type.Field<TGraph>(name).Description(description).ResolveAsync(value);

    /// <summary>An argument.</summary>
    public static FieldBuilder<TSource, object> Takes<TSource, TGraph>(
        this FieldBuilder<TSource, object> field,
        string name,
        string description
    )
        where TGraph : IGraphType => field.Argument<TGraph>(name, argument => argument.Description = description);

    /// <summary>A service of the request.</summary>
    public static T Service<T>(this IResolveFieldContext context)
        where T : notnull => context.RequestServices!.GetRequiredService<T>();
}
