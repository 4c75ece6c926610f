using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

/// <summary>Following, the inbox, and being told at once.</summary>
internal static class InboxRoot
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<FollowPayload, FollowInput, Follow>(
            "follow",
            $"Follows a record from now on, at most {FollowService.MaximumFollows} an account; what is followed already stays so. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<FollowService>().FollowAsync(input.Subject("subject"), caller, context.CancellationToken)
        );
        mutation.Add<UnfollowPayload, UnfollowInput, Follow>(
            "unfollow",
            "Ceases to follow a record. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<FollowService>().UnfollowAsync(input.Subject("subject"), caller, context.CancellationToken)
        );
        mutation.Add<MarkNotificationsPayload, MarkNotificationsInput, Marking>(
            "markNotifications",
            "Marks notifications of the caller. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<InboxService>()
                    .MarkAsync(MarkNotificationsInput.Read(input), (NotificationState)input["state"]!, caller, context.CancellationToken)
        );
        mutation.Add<SetNotificationPreferencePayload, SetNotificationPreferenceInput, NotificationPreference>(
            "setNotificationPreference",
            "Says whether the caller is told of a kind by a channel, and how often mail goes out. Withdrawals and retractions of what one built on stand in the inbox all the same. Codes: INVALID.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<InboxService>()
                    .PreferAsync(
                        input.Text("kind"),
                        (NotificationChannel)input["channel"]!,
                        (bool)input["isOn"]!,
                        input.Get<Cadence?>("cadence"),
                        caller,
                        context.CancellationToken
                    )
        );
    }

    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<NotificationEventGraph, Notification>(
            "notificationReceived",
            "Announces each notification of the caller's.",
            ReceivedAsync
        );

    private static async ValueTask<IObservable<Notification?>> ReceivedAsync(IResolveFieldContext context)
    {
        var (caller, queries) = (context.Caller(), context.Service<InboxQueries>());
        var start = await context.StartAsync<Notification>();
        return new FeedListening<Notification>(
            context.Service<FeedTail<Notification>>(),
            async entry => entry.UserId == caller.UserId && (await queries.ShownAsync([entry], caller, CancellationToken.None)).Count > 0,
            start,
            context.Flow()
        );
    }
}
