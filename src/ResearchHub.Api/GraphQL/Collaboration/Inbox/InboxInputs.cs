using GraphQL.Types;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Inbox;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

internal sealed class MarkNotificationsInput : InputGraph
{
    public MarkNotificationsInput()
        : base("MarkNotificationsInput", "Which notifications, by exactly one of `ids`, `upTo` and `group`, and what becomes of them.")
    {
        TakesMany<IdGraphType>("ids", $"These, at most {InboxService.MaximumIds}.");
        Takes<IdGraphType>("upTo", "Every unread one that is not newer than this one.");
        Takes<IdGraphType>("group", "Every one of the group that is about this record.");
        Needs<NotificationStateGraph>("state", "What becomes of them.");
    }

    public static MarkedOnes Read(IDictionary<string, object?> input) =>
        new(
            input.Many("ids", id => NodeId.KeyOf((string)id, NotificationGraph.TypeName) ?? 0).Value,
            input.KeyOrNull("upTo", NotificationGraph.TypeName),
            input.Get<string>("group") is { } group ? SubjectNodes.KeyOf(group) : null
        );
}

internal sealed class SetNotificationPreferenceInput : InputGraph
{
    public SetNotificationPreferenceInput()
        : base("SetNotificationPreferenceInput", "Whether to be told of a kind by a channel.")
    {
        Needs<NotificationKindGraph>("kind", "What happens.");
        Needs<NotificationChannelGraph>("channel", "The way to tell.");
        Needs<BooleanGraphType>("isOn", "Whether to be told so.");
        Takes<CadenceGraph>("cadence", "How often mail goes out, at first INSTANT; left out, it stays. The inbox tells at once.");
    }
}

internal sealed class MarkingGraph : ObjectGraphType<Marking>
{
    public MarkingGraph()
    {
        Name = "Marking";
        Description = "What marking notifications did.";
        this.Required<Marking, IntGraphType>("count", "How many changed.", one => one.Count);
        this.Required<Marking, IntGraphType>("unread", "How many unread ones are left.", one => (int)one.Unread);
    }
}

internal sealed class MarkNotificationsPayload()
    : CommandPayloadGraph<Marking, MarkingGraph>("MarkNotificationsPayload", "marking", "What it did.", one => one);

internal sealed class SetNotificationPreferencePayload()
    : CommandPayloadGraph<NotificationPreference, NotificationPreferenceGraph>(
        "SetNotificationPreferencePayload",
        "preference",
        "What holds from now on.",
        one => one
    );
