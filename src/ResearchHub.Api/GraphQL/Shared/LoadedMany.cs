using GraphQL.DataLoader;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Several loads in order; what is not found is left out.</summary>
internal sealed class LoadedMany<T>(IReadOnlyList<IDataLoaderResult<T>> loads) : IDataLoaderResult
    where T : class
{
    /// <inheritdoc />
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var values = new List<T>(loads.Count);
        foreach (var load in loads)
        {
            if (await load.GetResultAsync(cancellationToken) is { } value)
            {
                values.Add(value);
            }
        }
        return values;
    }
}
