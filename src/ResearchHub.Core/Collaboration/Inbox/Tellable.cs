using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>What somebody would be told of.</summary>
internal readonly record struct Tellable(SubjectKey Topic, SubjectKey? Subject, bool IsAddressed)
{
    /// <summary>The records whose existence it gives away.</summary>
    public IEnumerable<SubjectKey> Records => Subject is { } subject ? [Topic, subject] : [Topic];

    /// <summary>
    /// Whether it may be told to somebody for whom these records exist: the topic must, or, where it is addressed to them, what came of it.
    /// So an invitation reaches who cannot see yet what they are invited to.
    /// </summary>
    public bool ExistsAmong(IReadOnlySet<SubjectKey> visible) =>
        visible.Contains(Topic) || (IsAddressed && Subject is { } subject && visible.Contains(subject));
}

/// <summary>Accounts as callers, to ask what exists for them while they are not there.</summary>
internal static class Recipient
{
    public static Caller Of(long id, string name, Role role, long? researcher) =>
        new(id, name, null, role, [TokenScope.Read]) { ResearcherId = researcher };
}
