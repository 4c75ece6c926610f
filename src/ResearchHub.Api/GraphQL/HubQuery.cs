using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Calls;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Repository;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Search;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.GraphQL;

internal sealed class HubQuery : ObjectGraphType<object>
{
    public HubQuery()
    {
        Name = "Query";
        Description = "Everything that can be read.";
        Nodes.AddTo(this);
        CatalogueRoot.AddTo(this);
        PeopleRoot.AddTo(this);
        VocabulariesRoot.AddTo(this);
        SearchRoot.AddTo(this);
        AnnouncementRoot.AddTo(this);
        RegistrationFields.AddTo(this);
        RepositoryRoot.AddTo(this);
        AccessRoot.AddTo(this);
        RequestRoot.AddTo(this);
        CommentRoot.AddTo(this);
        CommunityRoot.AddTo(this);
        CallRoot.AddTo(this);
        ReadingListRoot.AddTo(this);
    }

    /// <summary>Finds objects of any type by their keys.</summary>
    public NodeRoot Nodes { get; } = new(Sources);

    private static IEnumerable<NodeSource> Sources =>
        [
            Output(RecordKind.Study),
            Output(RecordKind.Dataset),
            Output(RecordKind.LearningResource),
            new NodeSource("Researcher", (context, key) => context.Loader<ResearcherLoader>().LoadAsync(key)),
            new NodeSource("Organization", (context, key) => context.Loader<OrganizationLoader>().LoadAsync(key)),
            new NodeSource("Concept", (context, key) => context.Loader<ConceptLoader>().LoadAsync(key)),
            new NodeSource(Review.TypeName, (context, key) => context.Loader<ReviewLoader>().LoadAsync(context.Caller(), key)),
            new NodeSource("Place", (context, key) => context.Loader<PlaceLoader>().LoadAsync(key)),
            RequestRoot.Node,
            new NodeSource(CommentGraph.TypeName, CommentNode.Load),
            new NodeSource(
                CommentReport.TypeName,
                (context, key) => context.Loader<CommentReportLoader>().LoadAsync(context.Caller(), key)
            ),
            FormerPartGraph.Node,
            CommunityRoot.Node,
            CallRoot.Node,
            new NodeSource(
                SavedSearchGraph.TypeName,
                (context, key) => context.Loader<SavedSearchLoader>().LoadAsync(context.Caller(), key)
            ),
            new NodeSource(
                ReadingListGraph.TypeName,
                (context, key) => context.Loader<ReadingListLoader>().LoadAsync(context.Caller(), key)
            ),
        ];

    private static NodeSource Output(RecordKind kind) =>
        new(
            OutputGraph.TypeName(kind),
            (context, key) => new Derived<OutputRow>(context.Output(key), row => row?.Kind == kind ? row : null)
        );
}
