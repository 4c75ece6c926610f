using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

/// <summary>Root fields of people and organisations.</summary>
internal static class PeopleRoot
{
    public const string ResearcherOrder = "ResearcherOrder";
    public const string OrganizationOrder = "OrganizationOrder";

    public static void AddTo(HubQuery query)
    {
        query
            .Awaited<object, ResearcherGraph>(
                "researcher",
                "A researcher. Null when there is none that the caller may see.",
                FindResearcherAsync
            )
            .Takes<object, NonNullGraphType<ResearcherByInput>>("by", "Exactly one way to name the person.");
        query
            .Awaited<object, OrganizationGraph>("organization", "An organisation. Null when there is none.", FindOrganizationAsync)
            .Takes<object, NonNullGraphType<OrganizationByInput>>("by", "Exactly one way to name it.");
        query
            .Computed<object, NonNullGraphType<ResearcherConnectionGraph>>(
                "researchers",
                "Researchers, by name unless an order is given.",
                Researchers
            )
            .TakesFilter(PeopleFilters.Researcher)
            .TakesOrder(ResearcherOrder, "by name")
            .Pages();
        query
            .Computed<object, NonNullGraphType<OrganizationConnectionGraph>>(
                "organizations",
                "Organisations, by name unless an order is given.",
                Organizations
            )
            .TakesFilter(PeopleFilters.Organization)
            .TakesOrder(OrganizationOrder, "by name")
            .Pages();
    }

    private static object Researchers(IResolveFieldContext<object> context) =>
        new Connection<ResearcherRow>(
            context
                .Service<PeopleQueries>()
                .ResearcherList(
                    context.Where(PeopleFilters.Researcher),
                    context.Order(PeopleOrders.Researchers, PeopleOrders.DefaultResearchers)
                ),
            context
        );

    private static object Organizations(IResolveFieldContext<object> context) =>
        new Connection<OrganizationRow>(
            context
                .Service<PeopleQueries>()
                .OrganizationList(
                    context.Where(PeopleFilters.Organization),
                    context.Order(PeopleOrders.Organizations, PeopleOrders.DefaultOrganizations)
                ),
            context
        );

    private static async Task<object?> FindResearcherAsync(IResolveFieldContext<object> context)
    {
        var by = context.GetArgument<ResearcherBy>("by");
        if (by.Slug is { } slug)
        {
            return await context.Service<PeopleQueries>().ResearcherBySlugAsync(slug, context.CancellationToken);
        }
        if (by.Orcid is { } orcid)
        {
            return await context.Service<PeopleQueries>().ResearcherByOrcidAsync(orcid, context.CancellationToken);
        }
        return NodeId.KeyOf(by.Id, "Researcher") is { } key ? context.Loader<ResearcherLoader>().LoadAsync(key) : null;
    }

    private static async Task<object?> FindOrganizationAsync(IResolveFieldContext<object> context)
    {
        var by = context.GetArgument<OrganizationBy>("by");
        if (by.Ror is { } ror)
        {
            return await context.Service<PeopleQueries>().OrganizationByRorAsync(ror, context.CancellationToken);
        }
        return NodeId.KeyOf(by.Id, "Organization") is { } key ? context.Loader<OrganizationLoader>().LoadAsync(key) : null;
    }
}

/// <summary>Ways to name a researcher; exactly one is set.</summary>
public sealed record ResearcherBy(string? Id, string? Orcid, string? Slug);

/// <summary>Ways to name an organisation; exactly one is set.</summary>
public sealed record OrganizationBy(string? Id, string? Ror);

internal sealed class ResearcherByInput : InputObjectGraphType<ResearcherBy>
{
    public ResearcherByInput()
    {
        Name = "ResearcherBy";
        Description = "Exactly one way to name a researcher.";
        IsOneOf = true;
        Field<IdGraphType>("id").Description("Global id.");
        Field<OrcidScalar>("orcid").Description("ORCID iD, with or without its address.");
        Field<StringGraphType>("slug").Description("Readable part of the address, also of a record that was merged into another.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new ResearcherBy(value.Get<object>("id")?.ToString(), value.Get<string>("orcid"), value.Get<string>("slug"));
}

internal sealed class OrganizationByInput : InputObjectGraphType<OrganizationBy>
{
    public OrganizationByInput()
    {
        Name = "OrganizationBy";
        Description = "Exactly one way to name an organisation.";
        IsOneOf = true;
        Field<IdGraphType>("id").Description("Global id.");
        Field<RorScalar>("ror").Description("ROR id, with or without its address.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new OrganizationBy(value.Get<object>("id")?.ToString(), value.Get<string>("ror"));
}
