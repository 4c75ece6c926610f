using System.Reflection;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>What people can be told: what happens where they work together, and what happens to public records.</summary>
public static class NotificationKinds
{
    private static readonly ChangeKind[] Publications =
    [
        ChangeKind.Published,
        ChangeKind.Updated,
        ChangeKind.Released,
        ChangeKind.Withdrawn,
        ChangeKind.Retracted,
    ];

    /// <summary>Their UPPER_CASE names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<ActivityKind>().Where(kind => !Is<ListenersOnlyAttribute>(kind)).Select(ConstantCase.Of),
        .. Publications.Select(ConstantCase.Of),
    ];

    /// <summary>Whoever built on a record is told of these, whatever they prefer.</summary>
    public static IReadOnlyList<string> AlwaysTold { get; } =
    [ConstantCase.Of(ChangeKind.Withdrawn), ConstantCase.Of(ChangeKind.Retracted)];

    /// <summary>Kinds that go out by mail to whoever has chosen nothing: what a reviewer is waited for with, and what one should not build on.</summary>
    public static IReadOnlyList<string> MailedByDefault { get; } =
    [
        ConstantCase.Of(ActivityKind.ReviewInvited),
        ConstantCase.Of(ActivityKind.ReviewDue),
        ConstantCase.Of(ActivityKind.ReviewOverdue),
        ConstantCase.Of(ChangeKind.Retracted),
    ];

    /// <summary>Kinds that followers of a topic are not told.</summary>
    internal static string[] AddressedOnly { get; } =
    [
        .. Enum.GetValues<ActivityKind>()
            .Where(kind => Is<AddressedOnlyAttribute>(kind) || Is<ListenersOnlyAttribute>(kind))
            .Select(ConstantCase.Of),
    ];

    private static bool Is<TAttribute>(ActivityKind kind)
        where TAttribute : Attribute => typeof(ActivityKind).GetField(kind.ToString())!.IsDefined(typeof(TAttribute));
}
