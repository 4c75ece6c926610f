using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Inbox;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

/// <summary>The caller's own follows and inbox, as fields of <c>viewer</c>.</summary>
internal static class InboxFields
{
    public static void AddTo(ObjectGraphType<Caller> viewer)
    {
        viewer
            .Computed<Caller, NonNullGraphType<FollowConnectionGraph>>(
                "follows",
                "What the caller follows, the latest first.",
                context => new Connection<Follow>(
                    context.Service<FollowQueries>().List(UserOf(context), context.GetArgument<string?>("type")),
                    context
                )
            )
            .Takes<Caller, StringGraphType>("type", "Only records of this type, such as `Researcher`.")
            .Pages();
        viewer
            .Computed<Caller, NonNullGraphType<NotificationConnectionGraph>>(
                "notifications",
                "What the caller was told, latest first. A page is shorter by what exists for the caller no more; `totalCount` counts that too.",
                Notifications
            )
            .Takes<Caller, ListGraphType<NonNullGraphType<NotificationStateGraph>>>("states", "Only notifications in these states.")
            .Takes<Caller, ListGraphType<NonNullGraphType<NotificationKindGraph>>>("kinds", "Only notifications of these kinds.")
            .Pages();
        viewer
            .Computed<Caller, NonNullGraphType<NotificationGroupConnectionGraph>>(
                "notificationGroups",
                "What the caller was told, together by what it is about, the group with the latest first.",
                Groups
            )
            .Takes<Caller, ListGraphType<NonNullGraphType<NotificationStateGraph>>>("states", "Only notifications in these states count.")
            .Pages();
        viewer.Computed<Caller, NonNullGraphType<IntGraphType>>(
            "unreadCount",
            "How many of the caller's notifications are unread.",
            context => new Awaited(async () =>
                (int)await context.Service<InboxQueries>().UnreadAsync(UserOf(context), context.CancellationToken)
            )
        );
        viewer.Computed<Caller, NonNullGraphType<ListGraphType<NonNullGraphType<NotificationPreferenceGraph>>>>(
            "notificationPreferences",
            "Of what the caller is told by which channel.",
            context => new Awaited(async () =>
                await context.Service<InboxQueries>().PreferencesAsync(UserOf(context), context.CancellationToken)
            )
        );
    }

    private static Connection<ShownNotification> Notifications(IResolveFieldContext<Caller> context)
    {
        var (queries, caller, page) = (context.Service<InboxQueries>(), context.Source, context.Page());
        var filter = new InboxFilter(context.GetArgument<NotificationState[]?>("states"), context.GetArgument<string[]?>("kinds"));
        var list = queries.List(UserOf(context), filter);
        var cancellationToken = context.CancellationToken;
        return new(
            async () => await queries.ShownAsync(await list.PageAsync(page, cancellationToken), caller, cancellationToken),
            () => list.CountAsync(cancellationToken)
        );
    }

    private static Connection<ShownGroup> Groups(IResolveFieldContext<Caller> context)
    {
        var (queries, caller, page) = (context.Service<InboxQueries>(), context.Source, context.Page());
        var list = queries.Groups(UserOf(context), context.GetArgument<NotificationState[]?>("states"));
        var cancellationToken = context.CancellationToken;
        return new(
            async () => await queries.ShownAsync(await list.PageAsync(page, cancellationToken), caller, cancellationToken),
            () => list.CountAsync(cancellationToken)
        );
    }

    private static long UserOf(IResolveFieldContext<Caller> context) => context.Source.UserId!.Value;
}
