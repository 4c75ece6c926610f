using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>The one shape of subscriptions: a stream that goes on from a cursor.</summary>
internal static class Announcing
{
    /// <summary>Adds a subscription with an argument <c>after</c>.</summary>
    /// <param name="listen">Opens the stream for one listener.</param>
    public static void Announce<TGraph, TEvent>(
        this ObjectGraphType subscription,
        string name,
        string description,
        Func<IResolveFieldContext, ValueTask<IObservable<TEvent?>>> listen,
        params QueryArgument[] arguments
    )
        where TGraph : IGraphType =>
        subscription.AddField(
            new FieldType
            {
                Name = name,
                Description = $"{description} With `after`, everything since is replayed first, in order, without gap or repetition.",
                Type = typeof(NonNullGraphType<TGraph>),
                Arguments = new QueryArguments([
                    .. arguments,
                    new QueryArgument<StringGraphType> { Name = "after", Description = "Cursor of the last event received." },
                ]),
                StreamResolver = new SourceStreamResolver<TEvent>(listen),
            }
        );

    /// <summary>An argument that is a global id.</summary>
    public static QueryArgument Id(string name, string description) =>
        new QueryArgument<NonNullGraphType<IdGraphType>> { Name = name, Description = description };
}
