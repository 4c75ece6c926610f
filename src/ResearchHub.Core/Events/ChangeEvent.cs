using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Events;

/// <summary>What happened to a record.</summary>
public enum ChangeKind
{
    Published,
    Updated,

    /// <summary>A newer version was published.</summary>
    Superseded,

    /// <summary>An embargo ended: the files are open.</summary>
    Released,
    Withdrawn,
    Retracted,

    /// <summary>The number of works that cite it has changed, and nothing else.</summary>
    Cited,
    Deleted,
}

/// <summary>An event of the change feed, written in the transaction of the change itself.</summary>
public sealed class ChangeEvent
{
    public long Sequence { get; init; }

    /// <summary>The writing transaction; set by the database.</summary>
    public ulong Transaction { get; init; }
    public ChangeKind Kind { get; init; }
    public RecordKind SubjectKind { get; init; }
    public long SubjectId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Account that took the record back, which need not be told of it; null for all other changes. Not public.</summary>
    public long? ActorId { get; init; }
}
