using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Communities, as far as they exist for the caller.</summary>
public sealed class CommunitySubjects(CommunityQueries queries)
    : FoundSubjects<CommunityRow>(CommunityRow.TypeName, queries.ByIdAsync),
        ISubjects
{
    /// <inheritdoc />
    /// <remarks>Who says something waits for who changes the community, and not for others who say something.</remarks>
    public Task<bool> IsKeptAsync(HubTransaction transaction, long key, CancellationToken cancellationToken) =>
        CommunityGate.IsThereAsync(transaction, key, cancellationToken, "share");
}
