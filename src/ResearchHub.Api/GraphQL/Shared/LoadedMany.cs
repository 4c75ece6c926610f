using GraphQL.DataLoader;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Several loads in order; what is not found is left out.</summary>
/// <param name="isShown">What of the found is not left out; all unless said.</param>
internal sealed class LoadedMany<T>(IReadOnlyList<IDataLoaderResult<T>> loads, Predicate<T>? isShown = null) : IDataLoaderResult
    where T : class
{
    /// <inheritdoc />
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var values = new List<T>(loads.Count);
        foreach (var load in loads)
        {
            if (await load.GetResultAsync(cancellationToken) is { } value && isShown?.Invoke(value) != false)
            {
                values.Add(value);
            }
        }
        return values;
    }
}
