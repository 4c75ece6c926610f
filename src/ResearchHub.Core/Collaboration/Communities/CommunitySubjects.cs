using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Communities, as far as they exist for the caller.</summary>
public sealed class CommunitySubjects(CommunityQueries queries) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [CommunityRow.TypeName];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await queries.ByIdAsync([.. keys], caller, cancellationToken)).Keys.ToHashSet();
}
