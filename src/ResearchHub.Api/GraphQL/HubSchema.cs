using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Calls;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.DataAccess;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Calls;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Search;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL;

/// <summary>The public contract.</summary>
internal sealed class HubSchema : Schema
{
    public HubSchema(IServiceProvider services)
        : base(new GraphTypeActivator(services))
    {
        Description = "ResearchHub: a repository of evidence on migration, searched and shared.";
        Query = new HubQuery();
        Mutation = new HubMutation();
        Subscription = new HubSubscription();
        RootRules.Guard(Query);
        RootRules.Guard(Subscription);
        Directives.Register(
            new Directive("specifiedBy", GraphQLParser.AST.DirectiveLocation.Scalar)
            {
                Description = "Where the form of a scalar is specified.",
                Arguments = new QueryArguments(
                    new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "url", Description = "Address of the specification." }
                ),
            }
        );
        RegisterType(typeof(StudyGraph));
        RegisterType(typeof(DatasetGraph));
        RegisterType(typeof(LearningResourceGraph));
        RegisterType(typeof(FormerPartGraph));
        RegisterType(typeof(SortDirectionGraph));
        RegisterType(typeof(OutputKindGraph));
        RegisterType(typeof(InvalidErrorGraph));
        RegisterType(typeof(NotFoundErrorGraph));
        RegisterType(typeof(ForbiddenErrorGraph));
        RegisterType(typeof(StateErrorGraph));
        RegisterType(typeof(ReviewOpenErrorGraph));
        RegisterType(typeof(ConflictErrorGraph));
        RegisterType(typeof(ProfileConflictErrorGraph));
        RegisterType(typeof(TwoAccountsErrorGraph));
        RegisterType(typeof(RequestStateErrorGraph));
        RegisterType(typeof(ListPrivateErrorGraph));
        RegisterType(typeof(TermsChangedErrorGraph));
        RegisterType(typeof(TooManyErrorGraph));
        RegisterType(typeof(ThreadLockedErrorGraph));
        RegisterType(typeof(CommunityConflictErrorGraph));
        RegisterType(typeof(CallConflictErrorGraph));
        foreach (var scalar in Scalars)
        {
            RegisterType(scalar);
        }
        var inputs = new FilterInputs();
        inputs.Of(OutputFilters.Output);
        inputs.Of(OutputFilters.Study);
        inputs.Of(OutputFilters.Dataset);
        inputs.Of(OutputFilters.LearningResource);
        inputs.Of(PeopleFilters.Researcher);
        inputs.Of(PeopleFilters.Organization);
        inputs.Of(SearchFilters.Schema);
        inputs.Of(VocabularyFilters.Concept);
        inputs.Of(AuditQueries.Filter);
        inputs.Of(RequestFilters.Request);
        inputs.Of(CommunityFilters.Community);
        inputs.Of(CallQueries.Filter);
        inputs.Of(CommunityFilters.Member);
        inputs.Of(CatalogueRoot.StudyOrder, "studies", OutputOrders.All);
        inputs.Of(CatalogueRoot.DatasetOrder, "datasets", OutputOrders.All);
        inputs.Of(CatalogueRoot.LearningResourceOrder, "learning resources", OutputOrders.All);
        inputs.Of(PeopleRoot.ResearcherOrder, "researchers", PeopleOrders.Researchers);
        inputs.Of(PeopleRoot.OrganizationOrder, "organisations", PeopleOrders.Organizations);
        inputs.Of(RequestRoot.Order, "requests", RequestFilters.Orders);
        inputs.Of(CallRoot.Order, "calls for collaboration", CallQueries.Orders);
        inputs.Of(CommunityRoot.Order, "communities", CommunityFilters.Orders);
        inputs.Of(CommunityRoot.MemberOrder, "members", CommunityFilters.MemberOrders);
        foreach (var type in inputs.Types)
        {
            RegisterType(type);
        }
    }

    private static IEnumerable<Type> Scalars =>
        [
            typeof(DateTimeScalar),
            typeof(DateScalar),
            typeof(UriScalar),
            typeof(DoiScalar),
            typeof(OrcidScalar),
            typeof(RorScalar),
            typeof(LanguageTagScalar),
            typeof(LongScalar),
            typeof(JsonScalar),
            typeof(UploadScalar),
        ];
}
