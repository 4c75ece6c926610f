using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration;

/// <summary>Records of one type that exist for those for whom a query finds them.</summary>
public abstract class FoundSubjects<T>(string type, Func<long[], Caller, CancellationToken, Task<IReadOnlyDictionary<long, T>>> find)
    : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [type];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await find([.. keys], caller, cancellationToken)).Keys.ToHashSet();
}
