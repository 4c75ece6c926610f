using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Requests, for those whom they concern.</summary>
public sealed class RequestSubjects(RequestQueries queries) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [RequestRow.TypeName];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await queries.ByIdAsync([.. keys], caller, cancellationToken)).Keys.ToHashSet();
}
