using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration;

/// <summary>Records of some types that people can follow, comment on, list or ask about.</summary>
public interface ISubjects
{
    /// <summary>Their types, as in global ids.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>Which of these keys are of such records, and exist for a caller. One statement, however many.</summary>
    Task<IReadOnlySet<long>> VisibleAsync(string type, IReadOnlyCollection<long> keys, Caller caller, CancellationToken cancellationToken);

    /// <summary>Which of these records were deleted, and are found nevertheless: nothing is written on them or comes to follow them any more. One statement at most.</summary>
    Task<IReadOnlySet<long>> DeletedAsync(string type, IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());
}
