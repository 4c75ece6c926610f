using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Records of some types that people can follow, comment on, list or ask about.</summary>
public interface ISubjects
{
    /// <summary>Their types, as in global ids.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>Which of these keys are of such records, and exist for a caller. One statement, however many.</summary>
    Task<IReadOnlySet<long>> VisibleAsync(string type, IReadOnlyCollection<long> keys, Caller caller, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a record is there still, and not only what is left of it: else nothing is written on it and nobody comes to follow it any more. Where something is left, it is not
    /// deleted until the end of the transaction; of what goes altogether nothing is found, so nobody waits for it.
    /// </summary>
    Task<bool> IsKeptAsync(HubTransaction transaction, long key, CancellationToken cancellationToken) => Task.FromResult(true);
}
