using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class DraftEventGraph : ObjectGraphType<ActivityEntry>
{
    public DraftEventGraph()
    {
        Name = "DraftEvent";
        Description = "A change of a draft: of its content, its files or its state.";
        this.Required<ActivityEntry, StringGraphType>(
            "cursor",
            "Place in the feed: give it as `after` to go on from here.",
            entry => entry.Position.ToString()
        );
        this.Required<ActivityEntry, DateTimeScalar>("occurredAt", "When.", entry => entry.OccurredAt);
        this.Computed<ActivityEntry, ResearchOutputInterface>(
            "output",
            "The draft as it is now; its `revisions` say who changed what. Null when it exists for the caller no more.",
            context => context.Output(context.Source.TopicId)
        );
    }
}

/// <summary>The subscription <c>draftChanged</c>.</summary>
internal static class DraftChanges
{
    public static void AddTo(HubSubscription subscription) =>
        subscription.AddField(
            new FieldType
            {
                Name = "draftChanged",
                Description =
                    "Announces each change of a draft to those who work on it, as long as they do. With `after`, everything since is replayed first, in order, without gap or repetition.",
                Type = typeof(NonNullGraphType<DraftEventGraph>),
                Arguments = new QueryArguments(
                    new QueryArgument<NonNullGraphType<IdGraphType>> { Name = "id", Description = "The draft." },
                    new QueryArgument<StringGraphType> { Name = "after", Description = "Cursor of the last change received." }
                ),
                StreamResolver = new SourceStreamResolver<ActivityEntry>(ListenAsync),
            }
        );

    private static async ValueTask<IObservable<ActivityEntry?>> ListenAsync(IResolveFieldContext context)
    {
        var (caller, rights) = (context.Caller(), context.Service<OutputRights>());
        var draft = NodeId.TryDecode(context.GetArgument<string>("id"), out _, out var key) ? key : 0;
        async Task<bool> IsOfTeamAsync(CancellationToken cancellationToken) =>
            await rights.OneAsync(draft, caller, cancellationToken) is { IsTeam: true, IsBlind: false };

        var after = await context.ResumeAsync<ActivityEntry>();
        if (!await IsOfTeamAsync(context.CancellationToken))
        {
            throw new ExecutionError("There is no draft of this id that you work on.") { Code = ErrorCodes.NotFound };
        }
        return new FeedListening<ActivityEntry>(
            context.Service<FeedTail<ActivityEntry>>(),
            async entry => entry.Kind == ActivityKind.DraftChanged && entry.TopicId == draft && await IsOfTeamAsync(CancellationToken.None),
            after
        );
    }
}
