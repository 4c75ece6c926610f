using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Communities;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

/// <summary>Root fields that read communities, and where else they are listed.</summary>
internal static class CommunityRoot
{
    public const string Order = "CommunityOrder";
    public const string MemberOrder = "CommunityMemberOrder";

    public static NodeSource Node { get; } =
        new(CommunityRow.TypeName, (context, key) => context.Loader<CommunityLoader>().LoadAsync(context.Caller(), key));

    public static void AddTo(HubQuery query)
    {
        query
            .Awaited<object, CommunityGraph>(
                "community",
                "A community. Null when there is none that the caller may see.",
                async context =>
                {
                    var by = context.GetArgument<IDictionary<string, object?>>("by");
                    return by.Get<string>("slug") is { } slug
                        ? await context.Service<CommunityQueries>().BySlugAsync(slug, context.Caller(), context.CancellationToken)
                        : context.Loader<CommunityLoader>().LoadAsync(context.Caller(), by.Key("id", CommunityRow.TypeName));
                }
            )
            .Takes<object, NonNullGraphType<CommunityByInput>>("by", "Exactly one way to name it.");
        query
            .Computed<object, NonNullGraphType<CommunityConnectionGraph>>(
                "communities",
                "Communities that the caller may see, by name unless an order is given.",
                context => new Connection<CommunityRow>(
                    context
                        .Service<CommunityQueries>()
                        .List(
                            context.Caller(),
                            context.Where(CommunityFilters.Community),
                            context.Order(CommunityFilters.Orders, CommunityFilters.Default)
                        ),
                    context
                )
            )
            .TakesFilter(CommunityFilters.Community)
            .TakesOrder(Order, "by name")
            .Pages();
    }

    public static void AddTo(ObjectGraphType<Caller> viewer) =>
        viewer
            .Computed<Caller, NonNullGraphType<CommunityConnectionGraph>>(
                "communities",
                "Communities of which the caller is a member, by name.",
                context => new Connection<CommunityRow>(
                    context.Service<CommunityQueries>().Joined(context.Source, CommunityFilters.Default),
                    context
                )
            )
            .Pages();

    public static void AddTo(ObjectGraphType<OutputRow> output) =>
        output
            .Computed<OutputRow, NonNullGraphType<CommunityConnectionGraph>>(
                "communities",
                "Communities that have taken it in, as far as the caller may see, by name; none for whom those who made it stay hidden from.",
                context => context.Loader<CommunitiesOfOutputLoader>().Of(context, context.Caller(), context.Source.Id)
            )
            .NoneWhenBlind<CommunityRow>()
            .Pages();
}

internal sealed class CommunityByInput : InputGraph
{
    public CommunityByInput()
        : base("CommunityBy", "Exactly one way to name a community.")
    {
        IsOneOf = true;
        Takes<IdGraphType>("id", "Global id.");
        Takes<StringGraphType>("slug", "Readable part of the address.");
    }
}
