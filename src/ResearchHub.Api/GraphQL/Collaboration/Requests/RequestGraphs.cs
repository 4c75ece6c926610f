using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.DataAccess;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

internal sealed class RequestGraph : ObjectGraphType<RequestRow>
{
    public RequestGraph()
    {
        Name = RequestRow.TypeName;
        Description =
            "Something that somebody is asked to decide. It exists for its creator, its receivers, its reviewers and administrators; for curators too where it is about the catalogue.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is RequestRow;
        this.Required<RequestRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode(RequestRow.TypeName, row.Id));
        this.Required<RequestRow, RequestKindGraph>("kind", "What is asked.", row => row.Kind);
        this.Required<RequestRow, RequestStatusGraph>("status", "Where it stands.", row => row.Status);
        this.Required<RequestRow, IdGraphType>(
            "topicId",
            "Global id of what it is about, which may be gone.",
            row => NodeId.Encode(row.TopicType, row.TopicId)
        );
        this.Computed<RequestRow, NodeInterface>(
            "topic",
            "What it is about; null when there is none that the caller may see.",
            context => context.VisibleNode(new SubjectKey(context.Source.TopicType, context.Source.TopicId))
        );
        this.Required<RequestRow, StringGraphType>("title", "What it is about, in one line.", row => row.Title);
        this.Optional<RequestRow, StringGraphType>(
            "message",
            "What the creator says to it; plain text. Null for who may not know them.",
            row => row.Message
        );
        this.Optional<RequestRow, RequestDetailsGraph>(
            "details",
            "What it says besides, by its kind; null for kinds that say no more.",
            DataAccessAnswer.Of
        );
        this.User(
            "creator",
            "Who asks; null when the account is gone, and for who reviews what it is about without being told who the authors are.",
            row => row.CreatorId
        );
        this.Required<RequestRow, RequestReceiverGraph>("receiver", "Who is asked.", row => row.Receiver);
        this.Many<RequestRow, UserGraph>(
            "reviewers",
            "Whose opinion the receiver wants.",
            context => new Derived<IReadOnlyList<UserRow>>(
                context.Loader<RequestReviewersLoader>().LoadAsync(context.Source.Id),
                users => context.Source.IsBlind ? users.Where(user => user.Id == context.Caller().UserId) : users
            )
        );
        this.Optional<RequestRow, StringGraphType>("outcome", "What was said with the decision; plain text.", row => row.Outcome);
        this.Required<RequestRow, BooleanGraphType>(
            "isAwaitingCreator",
            "Whether a receiver has asked for more and waits for it.",
            row => row.AwaitsCreator
        );
        this.Optional<RequestRow, DateScalar>("dueOn", "Day by which an answer is hoped for.", row => row.DueOn);
        this.IsOverdue(row => row.Status, row => row.DueOn);
        this.Optional<RequestRow, DateTimeScalar>("expiresAt", "From when on nobody can accept it.", row => row.ExpiresAt);
        this.Required<RequestRow, DateTimeScalar>("createdAt", "When it was made.", row => row.CreatedAt);
        this.Optional<RequestRow, DateTimeScalar>("submittedAt", "When it was sent.", row => row.SubmittedAt);
        this.User(
            "decidedBy",
            "Who decided; null while nobody has, when the account is gone, and where who was asked by e-mail declined.",
            row => row.DecidedBy
        );
        this.Optional<RequestRow, DateTimeScalar>("decidedAt", "When it was accepted or declined.", row => row.DecidedAt);
        this.Required<RequestRow, DateTimeScalar>("updatedAt", "When something last happened to it.", row => row.UpdatedAt);
        this.Required<RequestRow, IntGraphType>("revision", "Number of changes, from 1.", row => row.Revision);
        this.Many<RequestRow, RequestActionGraph>("actions", "What the caller may do with it now.", context => context.Source.Actions);
        this.Computed<RequestRow, NonNullGraphType<RequestEventConnectionGraph>>(
                "timeline",
                "Everything that happened and was said, oldest first; without names and words of others for who may not know the creator.",
                context => new Connection<RequestEventRow>(
                    Timeline(context),
                    context.Loader<RequestTimelineCountLoader>().LoadAsync("", context.Source.Id),
                    context.CancellationToken
                )
            )
            .Pages();
    }

    private static IDataLoaderResult<Page<RequestEventRow>> Timeline(IResolveFieldContext<RequestRow> context)
    {
        var (page, user) = (context.Loader<RequestTimelineLoader>().LoadAsync(context.Page(), context.Source.Id), context.Caller().UserId);
        return context.Source.IsBlind
            ? new Mapped<Page<RequestEventRow>, Page<RequestEventRow>>(
                page,
                all => all with { Items = [.. all.Items.Select(item => item with { Value = item.Value.Blinded(user) })] }
            )
            : page;
    }
}

internal sealed class RequestEventGraph : ObjectGraphType<RequestEventRow>
{
    public RequestEventGraph()
    {
        Name = "RequestEvent";
        Description = "An entry of a request's timeline.";
        this.Required<RequestEventRow, IdGraphType>(
            "id",
            "Global id; opaque, stable.",
            row => NodeId.Encode(RequestEventRow.TypeName, row.Id)
        );
        this.Required<RequestEventRow, RequestEventKindGraph>("kind", "What happened.", row => row.Kind);
        this.User(
            "actor",
            "Who did it; null for the server itself, when the account is gone, for who may not know, and where who was asked by e-mail declined.",
            row => row.ActorId
        );
        this.Optional<RequestEventRow, StringGraphType>(
            "text",
            "What was said; plain text. Null for who may not know who said it.",
            row => row.Text
        );
        this.Required<RequestEventRow, DateTimeScalar>("occurredAt", "When.", row => row.OccurredAt);
    }
}

internal sealed class RequestReceiverGraph : ObjectGraphType<RequestReceiver>
{
    public RequestReceiverGraph()
    {
        Name = "RequestReceiver";
        Description = "Whom a request is addressed to.";
        this.Required<RequestReceiver, RequestReceiverKindGraph>("kind", "Who may decide.", receiver => receiver.Kind);
        this.User("user", "The account, where it is one.", receiver => receiver.Kind == RequestReceiverKind.User ? receiver.Id : null);
        this.Optional<RequestReceiver, StringGraphType>("email", "The address, where it was sent to one.", receiver => receiver.Email);
        this.Computed<RequestReceiver, ResearchOutputInterface>(
            "output",
            "The output, where it is for who administers one; null when it is not public.",
            context => context.Source.Kind == RequestReceiverKind.Output ? context.Output(context.Source.Id) : null
        );
        this.Computed<RequestReceiver, CommunityGraph>(
            "community",
            "The community, where it is for who curates or manages one; null when the caller may not see it.",
            context =>
                context.Source.Kind is RequestReceiverKind.Community or RequestReceiverKind.CommunityManagers
                    ? context.Loader<CommunityLoader>().LoadAsync(context.Caller(), context.Source.Id)
                    : null
        );
    }
}

internal sealed class RequestDetailsGraph : UnionGraphType
{
    public RequestDetailsGraph()
    {
        Name = "RequestDetails";
        Description = "What a request says besides its message, by its kind.";
        Type<CorrectionDetailsGraph>();
        Type<CommunityInvitationDetailsGraph>();
        Type<CommunityInclusionDetailsGraph>();
        Type<DataAccessDetailsGraph>();
        Type<OwnershipTransferDetailsGraph>();
        Type<AuthorshipClaimDetailsGraph>();
        Type<ReadingListInvitationDetailsGraph>();
    }
}

internal sealed class CorrectionDetailsGraph : ObjectGraphType<CorrectionDetails>
{
    public CorrectionDetailsGraph()
    {
        Name = "CorrectionDetails";
        Description = "What is wrong in a record.";
        IsTypeOf = value => value is CorrectionDetails;
        this.Required<CorrectionDetails, RecordFieldGraph>("field", "Part of the record.", details => details.Field);
        this.Optional<CorrectionDetails, StringGraphType>("proposed", "How it should read.", details => details.Proposed);
    }
}

internal sealed class RequestEdgeGraph() : EdgeGraph<RequestRow, RequestGraph>("Request", "request");

internal sealed class RequestConnectionGraph() : ConnectionGraph<RequestRow, RequestGraph, RequestEdgeGraph>("Request", "requests");

internal sealed class RequestEventEdgeGraph() : EdgeGraph<RequestEventRow, RequestEventGraph>("RequestEvent", "entry of the timeline");

internal sealed class RequestEventConnectionGraph()
    : ConnectionGraph<RequestEventRow, RequestEventGraph, RequestEventEdgeGraph>("RequestEvent", "entries of the timeline");

/// <summary>Whether a decision is late, as a field.</summary>
internal static class OverdueField
{
    public static void IsOverdue<TSource>(
        this ObjectGraphType<TSource> type,
        Func<TSource, RequestStatus> status,
        Func<TSource, DateOnly?> dueOn
    ) =>
        type.Computed<TSource, NonNullGraphType<BooleanGraphType>>(
            "isOverdue",
            "Whether it waits for a decision, and the day `dueOn` has passed, by UTC.",
            context =>
                RequestRules.IsOverdue(
                    status(context.Source),
                    dueOn(context.Source),
                    DateOnly.FromDateTime(context.Service<TimeProvider>().GetUtcNow().UtcDateTime)
                )
        );
}

/// <summary>Accounts as fields.</summary>
internal static class UserField
{
    /// <summary>An account that may be absent.</summary>
    public static void User<TSource>(this ObjectGraphType<TSource> type, string name, string description, Func<TSource, long?> key) =>
        type.Computed<TSource, UserGraph>(
            name,
            description,
            context => key(context.Source) is { } user ? context.Loader<UserLoader>().LoadAsync(user) : null
        );
}

internal sealed class RequestLoader(RequestQueries queries) : OneForLoader<Core.Access.Caller, RequestRow>(queries.ByIdAsync);

internal sealed class RequestEventLoader(RequestQueries queries)
    : OneForLoader<Core.Access.Caller, RequestEventRow>(
        (keys, caller, cancellationToken) => queries.EventsAsync(keys, caller, cancellationToken)
    );

internal sealed class RequestReviewersLoader(RequestQueries queries) : ManyLoader<UserRow>(queries.ReviewersAsync);

internal sealed class RequestTimelineLoader(RequestQueries queries)
    : ChildPageLoader<PageRequest, RequestEventRow>(
        (page, keys, cancellationToken) => queries.TimelinesAsync(keys, page, cancellationToken)
    );

internal sealed class RequestTimelineCountLoader(RequestQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountTimelinesAsync(keys, cancellationToken));
