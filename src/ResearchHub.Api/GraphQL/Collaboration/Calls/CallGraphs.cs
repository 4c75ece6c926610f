using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Calls;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Collaboration.Calls;

internal sealed class CollaborationCallGraph : ObjectGraphType<CallRow>
{
    public CollaborationCallGraph()
    {
        Name = CallRow.TypeName;
        Description =
            "Somebody looks for people to work with. Everybody sees it; who is open to what it seeks and meets what it names is told.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is CallRow;
        this.Required<CallRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode(CallRow.TypeName, row.Id));
        this.Required<CallRow, StringGraphType>("title", "What it is about, in one line.", row => row.Title);
        this.Required<CallRow, StringGraphType>("description", "What is planned and who is wanted; plain text.", row => row.Description);
        this.Required<CallRow, OpennessGraph>("seeks", "What the people wanted are open to.", row => row.Seeks);
        this.Required<CallRow, DateScalar>("deadline", "Last day to answer.", row => row.Deadline);
        this.Computed<CallRow, NonNullGraphType<BooleanGraphType>>(
            "isOpen",
            "Whether it can be answered now.",
            context => context.Source.IsOpenOn(DateOnly.FromDateTime(context.Service<TimeProvider>().GetUtcNow().UtcDateTime))
        );
        this.Computed<CallRow, PlaceGraph>(
            "place",
            "Where the people wanted work; null for anywhere.",
            context => context.Source.PlaceId is { } place ? context.Loader<PlaceLoader>().LoadAsync(place) : null
        );
        this.Many<CallRow, LanguageTagScalar>(
            "languages",
            "Languages wanted, one of them; none for any.",
            context => context.Source.Languages
        );
        this.Many<CallRow, SectorGraph>("sectors", "Sectors wanted, one of them; none for any.", context => context.Source.SectorList);
        this.Many<CallRow, ConceptGraph>(
            "concepts",
            "What the people wanted know about, one of them; none for anything.",
            context => context.Loader<CallConceptsLoader>().LoadAsync(context.Source.Id)
        );
        this.User("openedBy", "Who opened it; null when the account is gone.", row => row.OpenedBy);
        this.Computed<CallRow, CommunityGraph>(
            "community",
            "Community that it is for; null for none, and for one that the caller may not see.",
            context => context.Source.CommunityId is { } key ? context.Loader<CommunityLoader>().LoadAsync(context.Caller(), key) : null
        );
        this.Required<CallRow, DateTimeScalar>("openedAt", "When it was opened.", row => row.OpenedAt);
        this.Required<CallRow, DateTimeScalar>(
            "updatedAt",
            "When it was last changed; when it was opened, if it never was.",
            row => row.UpdatedAt
        );
        this.Required<CallRow, IntGraphType>("revision", "Number of changes, from 1.", row => row.Revision);
        this.Optional<CallRow, DateTimeScalar>("closedAt", "When it was closed; null while it is not.", row => row.ClosedAt);
        this.Optional<CallRow, StringGraphType>("outcome", "What came of it; plain text.", row => row.Outcome);
        this.Computed<CallRow, CallAnswerGraph>(
            "viewerAnswer",
            "The caller's answer; null for none.",
            context => context.Loader<OwnAnswerLoader>().LoadAsync(context.Caller(), context.Source.Id)
        );
        this.Computed<CallRow, CallAnswerConnectionGraph>(
                "answers",
                "Answers, latest first; null for all but who opened it and administrators.",
                context => context.Loader<AnswersLoader>().Of(context, context.Source.Id)
            )
            .VisibleTo(Audience.Owner, row => row.OpenedBy)
            .Pages();
    }
}

internal sealed class CallAnswerGraph : ObjectGraphType<CallAnswerRow>
{
    public CallAnswerGraph()
    {
        Name = CallAnswerRow.TypeName;
        Description = "An answer to a call. Seen by who gave it, who opened the call, and administrators.";
        this.Required<CallAnswerRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode(CallAnswerRow.TypeName, row.Id));
        this.User("user", "Who answers.", row => row.UserId);
        this.Required<CallAnswerRow, StringGraphType>("message", "What they say; plain text.", row => row.Message);
        this.Required<CallAnswerRow, DateTimeScalar>("answeredAt", "When.", row => row.AnsweredAt);
    }
}

internal sealed class CallConflictErrorGraph : UserErrorGraph<CallConflictError>
{
    public CallConflictErrorGraph()
        : base(
            "CallConflictError",
            "CONFLICT: somebody else has changed the call meanwhile. Nothing of yours was written; `current` is what stands."
        )
    {
        this.Required<CallConflictError, IntGraphType>("expectedRevision", "Revision that you had seen.", error => error.ExpectedRevision);
        this.Required<CallConflictError, CollaborationCallGraph>("current", "The call as it is now.", error => error.Current);
    }
}

internal sealed class CollaborationCallEdgeGraph() : EdgeGraph<CallRow, CollaborationCallGraph>("CollaborationCall", "call");

internal sealed class CollaborationCallConnectionGraph()
    : ConnectionGraph<CallRow, CollaborationCallGraph, CollaborationCallEdgeGraph>("CollaborationCall", "calls for collaboration");

internal sealed class CallAnswerEdgeGraph() : EdgeGraph<CallAnswerRow, CallAnswerGraph>("CallAnswer", "answer");

internal sealed class CallAnswerConnectionGraph()
    : ConnectionGraph<CallAnswerRow, CallAnswerGraph, CallAnswerEdgeGraph>("CallAnswer", "answers");

internal sealed class CallLoader(CallQueries queries) : OneLoader<long, CallRow>(queries.ByIdAsync);

internal sealed class CallConceptsLoader(CallQueries queries) : ManyLoader<ConceptRow>(queries.ConceptsAsync);

internal sealed class AnswersLoader(CallQueries queries) : ChildrenLoader<CallAnswerRow>(queries.AnswersToCalls);

internal sealed class OwnAnswerLoader(CallQueries queries) : OneForLoader<Caller, CallAnswerRow>(queries.OwnAsync);
