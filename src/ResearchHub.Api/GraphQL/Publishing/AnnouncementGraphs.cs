using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Publishing;

internal sealed class ChangeKindGraph()
    : EnumGraph<ChangeKind>(
        "PublicationEventKind",
        "What happened to a record.",
        kind =>
            kind switch
            {
                ChangeKind.Published => "Published for the first time.",
                ChangeKind.Updated => "A new version was published, or the record changed.",
                ChangeKind.Superseded => "A newer version was published; this one stays citable.",
                ChangeKind.Released => "The embargo has ended: the files are open, or can be asked for.",
                ChangeKind.Withdrawn => "Taken down; a tombstone stays.",
                ChangeKind.Retracted => "Declared unreliable.",
                ChangeKind.Cited => "The number of works here that cite it has changed. Not announced: it stands in `changes` alone.",
                ChangeKind.Deleted => "Gone.",
                _ => null,
            }
    );

internal sealed class PublicationEventGraph : ObjectGraphType<FeedEvent>
{
    public PublicationEventGraph()
    {
        Name = "PublicationEvent";
        Description = "A publication, announced.";
        this.Required<FeedEvent, StringGraphType>(
            "cursor",
            "Place in the change feed: give it as `after` to go on from here.",
            change => change.Position.ToString()
        );
        this.Required<FeedEvent, ChangeKindGraph>("kind", "What happened.", change => change.Kind);
        this.Required<FeedEvent, DateTimeScalar>("occurredAt", "When.", change => change.OccurredAt);
        this.Computed<FeedEvent, NonNullGraphType<ResearchOutputInterface>>(
            "output",
            "The output as it is now.",
            context => context.Output(context.Source.SubjectId)
        );
    }
}

internal sealed class ChangeGraph : ObjectGraphType<FeedEvent>
{
    public ChangeGraph()
    {
        Name = "Change";
        Description = "An entry of the change feed. Tombstones of what is gone are entries too.";
        this.Required<FeedEvent, ChangeKindGraph>("kind", "What happened.", change => change.Kind);
        this.Required<FeedEvent, DateTimeScalar>("occurredAt", "When.", change => change.OccurredAt);
        this.Required<FeedEvent, RecordKindGraph>("subjectKind", "Kind of the record.", change => change.SubjectKind);
        this.Required<FeedEvent, IdGraphType>(
            "subjectId",
            "Global id of the record, which may be gone.",
            change => NodeId.Encode(change.SubjectKind.ToString(), change.SubjectId)
        );
        this.Computed<FeedEvent, NodeInterface>(
            "subject",
            "The record as it is now; null when the caller may not see it any more.",
            context => Search.SearchSession.Load(context, context.Source.SubjectKind, context.Source.SubjectId)
        );
    }
}

internal sealed class ChangeEdgeGraph() : EdgeGraph<FeedEvent, ChangeGraph>("Change", "change");

internal sealed class ChangeConnectionGraph : ObjectGraphType<Page<FeedEvent>>
{
    public ChangeConnectionGraph()
    {
        Name = "ChangeConnection";
        Description = "A page of the change feed, oldest first. It has no end: ask again after the last cursor.";
        this.Many<Page<FeedEvent>, ChangeEdgeGraph>("edges", "Entries with their cursors.", context => context.Source.Items);
        this.Many<Page<FeedEvent>, ChangeGraph>("nodes", "Entries.", context => context.Source.Items.Select(item => item.Value));
        this.Required<Page<FeedEvent>, PageInfoGraph>("pageInfo", "Where the page stands.", PageInfo.Of);
    }
}

/// <summary>The change feed as a query and as a subscription.</summary>
internal static class AnnouncementRoot
{
    public static void AddTo(HubQuery query) =>
        query
            .Awaited<object, NonNullGraphType<ChangeConnectionGraph>>(
                "changes",
                "Everything that happened to public records, in order of commit, for harvesters. Nothing is ever skipped.",
                async context =>
                {
                    var page = context.Page();
                    var start = await context.PositionAsync<FeedEvent>(page.After) ?? FeedPosition.Start;
                    var events = await context.Service<ChangeFeed>().ReadAsync(start, page.Size + 1, context.CancellationToken);
                    return new Page<FeedEvent>(
                        [.. events.Take(page.Size).Select(change => new PageItem<FeedEvent>(change, change.Position.ToString()))],
                        HasNextPage: events.Count > page.Size,
                        HasPreviousPage: page.After is not null
                    );
                }
            )
            .PagesForward();
}

internal sealed class HubSubscription : ObjectGraphType
{
    public HubSubscription()
    {
        Name = "Subscription";
        Description = "Announcements, over graphql-transport-ws or server-sent events.";
        this.Announce<PublicationEventGraph, FeedEvent>(
            "outputPublished",
            "Announces each publication, new version, end of an embargo, withdrawal and retraction that matches.",
            AnnouncementsAsync,
            new QueryArgument(new GraphQLTypeReference(SearchFilters.Schema.Name))
            {
                Name = "where",
                Description = "Only outputs for which this holds.",
            },
            new QueryArgument<StringGraphType> { Name = "query", Description = "Only outputs that this search finds." }
        );
        SavedSearchRoot.AddTo(this);
        InboxRoot.AddTo(this);
        RequestTimeline.AddTo(this);
        DraftChanges.AddTo(this);
        CommentRoot.AddTo(this);
        CommunityActivities.AddTo(this);
    }

    private static async ValueTask<IObservable<FeedEvent?>> AnnouncementsAsync(IResolveFieldContext context)
    {
        var where = context.Where(SearchFilters.Schema);
        var query = context.GetArgument<string?>("query");
        var filter = new AnnouncementFilter(
            context.Service<AnnouncementMatches>(),
            SearchFilters.Of(where),
            query,
            JsonSerializer.Serialize(new { where = context.GetArgument<object?>("where"), query })
        );
        var start = await context.StartAsync<FeedEvent>();
        return new FeedListening<FeedEvent>(context.Service<FeedTail<FeedEvent>>(), filter.MatchesAsync, start, context.Flow());
    }
}
