using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Inbox;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

internal sealed class NotificationStateGraph()
    : EnumGraph<NotificationState>(
        "NotificationState",
        "What a person has done with a notification.",
        state =>
            state switch
            {
                NotificationState.Unread => "Not yet looked at.",
                NotificationState.Saved => "Kept for later.",
                NotificationState.Archived => "Done with.",
                _ => null,
            }
    );

internal sealed class NotificationChannelGraph()
    : EnumGraph<NotificationChannel>(
        "NotificationChannel",
        "A way to tell somebody.",
        channel =>
            channel switch
            {
                NotificationChannel.Inbox => "`viewer { notifications }` and `notificationReceived`.",
                NotificationChannel.Email => "Mail to the address of the account.",
                _ => null,
            }
    );

internal sealed class NotificationKindGraph : EnumerationGraphType
{
    private const string Concerned =
        "Who owns, writes or is named in it or in what builds on it, has it on a list or among bookmarks in any version, or has its data, is told whatever they prefer; who only follows it, unless they switched it off.";

    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["COMMENTED"] = "Somebody wrote a comment on it.",
        ["COMMENT_REPORT_UPHELD"] = "A comment that the caller reported was hidden. The subject is the report.",
        ["COMMENT_REPORT_DISMISSED"] = "A comment that the caller reported stays. The subject is the report.",
        ["PUBLISHED"] = "Published for the first time.",
        ["UPDATED"] = "A new version was published.",
        ["RELEASED"] = "An embargo has ended.",
        ["OUTPUT_DECIDED"] =
            "A curator has accepted an output, given it back or declined it, without a round of review: told to its owner and to who edits it.",
        ["COLLABORATION_CHANGED"] = "The caller has another role on a work, or is to be named among its authors or not any more.",
        ["COLLABORATION_ENDED"] = "The caller was taken off a work. The subject is the `FormerPart`, with its title.",
        ["COMMUNITY_MEMBER_LEFT"] =
            "The caller was taken out of a community. Of one that is hidden, the subject is the `FormerPart`, with its name.",
        ["LIST_UNSHARED"] = "A reading list is not shared with the caller any more. The subject is the `FormerPart`, with its title.",
        ["REQUEST_DUE"] = "A correction that the caller is asked for waits, and its day comes within three days or has passed.",
        ["REQUEST_OVERDUE"] =
            "The day of a correction has passed, and it waits for a decision: told once to those who are asked and to who asked.",
        ["REQUEST_DUE_CHANGED"] = "Another day was set by which a review is hoped for; the topic is its invitation.",
        ["CALL_OPENED"] =
            "A community that the caller follows has opened a call for collaboration, the subject; not told to whom CALL_MATCHED tells of it.",
        ["CALL_MATCHED"] =
            "An open call for collaboration speaks to the caller: when it is opened, or once they and it meet, by a change of their profile or of the call.",
        ["CALL_UPDATED"] =
            "A call for collaboration was changed that the caller has opened, answered or follows, by somebody else; or its deadline, when they were told of it.",
        ["COMMUNITY_DELETED"] =
            "A community was deleted of which the caller was a member, which they follow, which had what they own or administer, or for which they had opened a call that is open. Of one that was hidden, members alone are told, and the subject is the `FormerPart`, with its name.",
        ["COMMUNITY_MEMBER_JOINED"] =
            "Somebody accepted an invitation into a community of which the caller is an owner or manager, and which somebody else sent.",
        ["COMMUNITY_OUTPUT_REMOVED"] =
            "What the caller owns or administers was taken out of a community. Of a draft, that is the topic and the community the subject; else it is the other way round.",
        ["REVIEW_DUE"] = "A review that the caller is asked for is due within three days.",
        ["REVIEW_OVERDUE"] = "The day of a review has passed: told to its reviewer and to the editor who invited them.",
        ["REVIEW_INVITED"] = "The caller is asked to review; the topic is the request.",
        ["REVIEW_ANSWERED"] = "A reviewer whom the caller invited has no conflict of interest, and reads the output.",
        ["REVIEW_DECLINED"] =
            "A reviewer whom the caller invited, and who had agreed, has stepped down, for a conflict of interest or another reason.",
        ["REVIEW_CANCELLED"] = "A review that the caller had agreed to write is not asked for any more.",
        ["REVIEW_DECIDED"] =
            "An editor has decided: told to the owner and to who edits the output, which is the topic, and to the reviewers of the round, for whom it is their review.",
        ["REVIEW_PUBLISHED"] =
            "A review was published as a record, the subject: told to its reviewer, for whom the topic is the review, and to the owner and who edits what was reviewed, for whom it is that.",
        ["REPLIED"] =
            "Somebody answered a comment where the caller talks. Who talks by a secret link is told too, without names, and reads the answer with the link.",
        ["WITHDRAWN"] = $"Taken down. {Concerned}",
        ["RETRACTED"] = $"Declared unreliable. {Concerned}",
    };

    public NotificationKindGraph()
    {
        Name = "NotificationKind";
        Description = "What people can be told.";
        foreach (var kind in NotificationKinds.All)
        {
            Add(kind, kind, Descriptions.GetValueOrDefault(kind) ?? $"{kind[0]}{kind[1..].ToLowerInvariant().Replace('_', ' ')}.");
        }
    }
}

internal sealed class NotificationGraph : ObjectGraphType<ShownNotification>
{
    public const string TypeName = nameof(Notification);

    public NotificationGraph()
    {
        Name = TypeName;
        Description = "Something that the caller is told. Seen by the caller alone, and only while what it tells of exists for them.";
        this.Required<ShownNotification, IdGraphType>("id", "Global id.", one => NodeId.Encode(TypeName, one.Notification.Id));
        this.Required<ShownNotification, NotificationKindGraph>("kind", "What happened.", one => one.Notification.Kind);
        this.Required<ShownNotification, NotificationStateGraph>(
            "state",
            "What the caller has done with it.",
            one => one.Notification.State
        );
        this.Required<ShownNotification, DateTimeScalar>("occurredAt", "When it happened.", one => one.Notification.OccurredAt);
        this.Computed<ShownNotification, NodeInterface>(
            "topic",
            "What it happened to; null when it exists for the caller no more.",
            context => context.Node(context.Source.Topic)
        );
        this.Computed<ShownNotification, NodeInterface>(
            "subject",
            "What came of it, such as a comment; null when nothing did, or when it exists for the caller no more.",
            context => context.Node(context.Source.Subject)
        );
        this.Computed<ShownNotification, UserGraph>(
            "actor",
            "Who did it; null for the server itself, and where who did it stays hidden.",
            context => context.Source.ActorId is { } actor ? context.Loader<UserLoader>().LoadAsync(actor) : null
        );
        this.Required<ShownNotification, BooleanGraphType>(
            "isAddressed",
            "Whether the caller is told because it is about them, and not only because they follow something.",
            one => one.Notification.IsAddressed
        );
        this.Computed<ShownNotification, NodeInterface>(
            "about",
            "What it is shown together with: what the caller follows, else the topic.",
            context => context.Node(context.Source.Group)
        );
    }
}

internal sealed class NotificationEdgeGraph() : EdgeGraph<ShownNotification, NotificationGraph>("Notification", "notification");

internal sealed class NotificationConnectionGraph()
    : ConnectionGraph<ShownNotification, NotificationGraph, NotificationEdgeGraph>("Notification", "notifications");

internal sealed class NotificationGroupGraph : ObjectGraphType<ShownGroup>
{
    public NotificationGroupGraph()
    {
        Name = "NotificationGroup";
        Description = "Notifications of the caller that belong together.";
        this.Computed<ShownGroup, NodeInterface>(
            "about",
            "What they are about; null when it exists for the caller no more.",
            context => context.Node(context.Source.Latest.Group)
        );
        this.Required<ShownGroup, IdGraphType>(
            "aboutId",
            "Global id of what they are about: give it as `group` to `markNotifications`.",
            one => NodeId.Encode(one.Group.About.Type, one.Group.About.Id)
        );
        this.Required<ShownGroup, NotificationGraph>("latest", "The latest of them.", one => one.Latest);
        this.Required<ShownGroup, IntGraphType>("count", "How many there are.", one => one.Group.Count);
        this.Required<ShownGroup, IntGraphType>("unread", "How many of them are unread.", one => one.Group.Unread);
    }
}

internal sealed class NotificationGroupEdgeGraph()
    : EdgeGraph<ShownGroup, NotificationGroupGraph>("NotificationGroup", "group of notifications");

internal sealed class NotificationGroupConnectionGraph()
    : ConnectionGraph<ShownGroup, NotificationGroupGraph, NotificationGroupEdgeGraph>("NotificationGroup", "groups of notifications");

internal sealed class NotificationPreferenceGraph : ObjectGraphType<NotificationPreference>
{
    public NotificationPreferenceGraph()
    {
        Name = "NotificationPreference";
        Description =
            "Whether the caller is told of a kind by a channel. Who has chosen nothing is told by the inbox of all kinds, and by mail of REVIEW_INVITED, REVIEW_DUE, REVIEW_OVERDUE and RETRACTED.";
        this.Required<NotificationPreference, NotificationKindGraph>("kind", "What happened.", one => one.Kind);
        this.Required<NotificationPreference, NotificationChannelGraph>("channel", "The way to tell.", one => one.Channel);
        this.Required<NotificationPreference, BooleanGraphType>("isOn", "Whether they are told so.", one => one.IsOn);
        this.Required<NotificationPreference, CadenceGraph>(
            "cadence",
            "How often mail goes out; INSTANT for the inbox.",
            one => one.Cadence
        );
    }
}

internal sealed class NotificationEventGraph : ObjectGraphType<Notification>
{
    public NotificationEventGraph()
    {
        Name = "NotificationEvent";
        Description = "A notification that has just come in.";
        this.Required<Notification, StringGraphType>(
            "cursor",
            "Place in the feed of notifications: give it as `after` to go on from here.",
            one => one.Position.ToString()
        );
        this.Computed<Notification, NotificationGraph>(
            "notification",
            "The notification as it is now; null when what it tells of exists for the caller no more.",
            context => new Awaited(async () =>
            {
                var (queries, cancellationToken) = (context.Service<InboxQueries>(), context.CancellationToken);
                var now = await queries.ByIdAsync([context.Source.Id], context.Source.UserId, cancellationToken);
                return (await queries.ShownAsync([.. now.Values], context.Caller(), cancellationToken)).SingleOrDefault();
            })
        );
    }
}
