using GraphQL.Builders;
using GraphQL.Resolvers;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>Fields that would tell who made an output, for readers from whom that stays hidden.</summary>
internal static class BlindFields
{
    /// <summary>A list that is empty for them.</summary>
    public static FieldBuilder<OutputRow, object> EmptyWhenBlind(this FieldBuilder<OutputRow, object> field) =>
        field.InsteadWhenBlind(() => Array.Empty<object>());

    /// <summary>A connection without entries for them.</summary>
    public static FieldBuilder<OutputRow, object> NoneWhenBlind<T>(this FieldBuilder<OutputRow, object> field) =>
        field.InsteadWhenBlind(Connection<T>.None);

    private static FieldBuilder<OutputRow, object> InsteadWhenBlind(this FieldBuilder<OutputRow, object> field, Func<object> instead)
    {
        var inner = field.FieldType.Resolver!;
        field.FieldType.Resolver = new FuncFieldResolver<object>(context =>
            ((OutputRow)context.Source!).IsBlind ? ValueTask.FromResult<object?>(instead()) : inner.ResolveAsync(context)
        );
        return field;
    }
}
