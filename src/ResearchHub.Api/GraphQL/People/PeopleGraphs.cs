using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Search;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class SectorGraph() : EnumGraph<Sector>("Sector", "Sectors that people and organisations work in.");

internal sealed class ResearcherGraph : ObjectGraphType<ResearcherRow>
{
    public ResearcherGraph()
    {
        Name = "Researcher";
        Description = "A person who makes research.";
        Interface<NodeInterface>();
        Interface<SearchHitInterface>();
        IsTypeOf = value => value is ResearcherRow;
        this.Required<ResearcherRow, IdGraphType>("id", "Global id; opaque, stable.", person => NodeId.Encode("Researcher", person.Id));
        this.Required<ResearcherRow, StringGraphType>("slug", "Readable part of the address.", person => person.Slug);
        this.Required<ResearcherRow, StringGraphType>("name", "Name as displayed.", person => person.Name);
        this.Optional<ResearcherRow, StringGraphType>("givenName", "Given names or initials.", person => person.GivenName);
        this.Optional<ResearcherRow, StringGraphType>("familyName", "Family name.", person => person.FamilyName);
        this.Optional<ResearcherRow, OrcidScalar>("orcid", "ORCID iD.", person => person.Orcid);
        this.Required<ResearcherRow, IntGraphType>("revision", "Grows with each change of the profile.", person => person.Revision);
        ProfileFields.AddTo(this);
        AuditField.AddTo(this);
        ViewerFields.AddFollow(this, person => new SubjectKey("Researcher", person.Id));
        this.Computed<ResearcherRow, NonNullGraphType<OutputConnectionGraph>>(
                "outputs",
                "What the person contributed to, newest first.",
                Outputs
            )
            .TakesFilter(OutputFilters.Output)
            .Pages();
        this.Computed<ResearcherRow, NonNullGraphType<CoauthorConnectionGraph>>(
                "coauthors",
                "People who contributed to the same outputs, those with most in common first.",
                context => new Connection<CoauthorRow>(
                    context.Loader<CoauthorsLoader>().LoadAsync(context.Page(), context.Source.Id),
                    context.Loader<CoauthorCountLoader>().LoadAsync("", context.Source.Id),
                    context.CancellationToken
                )
            )
            .Pages();
    }

    private static object Outputs(IResolveFieldContext<ResearcherRow> context)
    {
        var where = context.Where(OutputFilters.Output);
        var arguments = new OutputsArguments(context.FieldAst, where, context.Page());
        return new Connection<OutputRow>(
            context.Loader<ResearcherOutputsLoader>().LoadAsync(arguments, context.Source.Id),
            context.Loader<ResearcherOutputCountLoader>().LoadAsync(arguments, context.Source.Id),
            context.CancellationToken
        );
    }
}

internal sealed class ResearcherEdgeGraph() : EdgeGraph<ResearcherRow, ResearcherGraph>("Researcher", "researcher");

internal sealed class ResearcherConnectionGraph()
    : ConnectionGraph<ResearcherRow, ResearcherGraph, ResearcherEdgeGraph>("Researcher", "researchers");

internal sealed class AffiliationGraph : ObjectGraphType<AffiliationRow>
{
    public AffiliationGraph()
    {
        Name = "Affiliation";
        Description = "A person's place in an organisation over a time.";
        this.Required<AffiliationRow, OrganizationGraph>("organization", "The organisation.", row => row.Organization);
        this.Optional<AffiliationRow, StringGraphType>("role", "What the person does there.", row => row.Role);
        this.Optional<AffiliationRow, DateScalar>("startedOn", "First day, where known.", row => row.StartedOn);
        this.Optional<AffiliationRow, DateScalar>("endedOn", "Last day; null while it lasts.", row => row.EndedOn);
    }
}

internal sealed class CoauthorGraph : ObjectGraphType<CoauthorRow>
{
    public CoauthorGraph()
    {
        Name = "Coauthor";
        Description = "A person who contributed to the same outputs.";
        this.Required<CoauthorRow, ResearcherGraph>("researcher", "The person.", row => row.Researcher);
        this.Required<CoauthorRow, IntGraphType>("sharedOutputs", "Number of public outputs in common.", row => row.SharedOutputs);
    }
}

internal sealed class CoauthorEdgeGraph() : EdgeGraph<CoauthorRow, CoauthorGraph>("Coauthor", "co-author");

internal sealed class CoauthorConnectionGraph() : ConnectionGraph<CoauthorRow, CoauthorGraph, CoauthorEdgeGraph>("Coauthor", "co-authors");

internal sealed class OrganizationGraph : ObjectGraphType<OrganizationRow>
{
    public OrganizationGraph()
    {
        Name = "Organization";
        Description = "An organisation: publisher, funder, employer, author.";
        Interface<NodeInterface>();
        Interface<SearchHitInterface>();
        IsTypeOf = value => value is OrganizationRow;
        this.Required<OrganizationRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode("Organization", row.Id));
        this.Required<OrganizationRow, StringGraphType>("slug", "Readable part of the address.", row => row.Slug);
        this.Required<OrganizationRow, StringGraphType>("name", "Name.", row => row.Name);
        this.Many<OrganizationRow, LocalizedTextGraph>(
            "names",
            "The name by language, `name` among them; of one whose language is not known it is the only one.",
            context => context.Source.Names
        );
        this.Optional<OrganizationRow, StringGraphType>("acronym", "Short form of the name.", row => row.Acronym);
        this.Many<OrganizationRow, LocalizedTextGraph>(
            "alternativeNames",
            "Other names it is known by, also found by a search; the acronym is not among them.",
            context => context.Source.AlternativeNames
        );
        this.Optional<OrganizationRow, RorScalar>("ror", "ROR id.", row => row.Ror);
        this.Required<OrganizationRow, SectorGraph>("sector", "Sector it works in.", row => row.Sector);
        this.Optional<OrganizationRow, UriScalar>("url", "Its own page.", row => row.Url);
        this.Computed<OrganizationRow, PlaceGraph>(
            "place",
            "Where it has its seat.",
            context => context.Source.PlaceId is { } place ? context.Loader<PlaceLoader>().LoadAsync(place) : null
        );
        ViewerFields.AddFollow(this, row => new SubjectKey("Organization", row.Id));
    }
}

internal sealed class OrganizationEdgeGraph() : EdgeGraph<OrganizationRow, OrganizationGraph>("Organization", "organisation");

internal sealed class OrganizationConnectionGraph()
    : ConnectionGraph<OrganizationRow, OrganizationGraph, OrganizationEdgeGraph>("Organization", "organisations");
