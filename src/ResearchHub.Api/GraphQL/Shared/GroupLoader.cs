namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A <see cref="BatchLoader{TKey, TValue}"/> for lists: a key without items gets an empty list, never null.</summary>
public abstract class GroupLoader<TKey, TItem> : BatchLoader<TKey, IReadOnlyList<TItem>>
    where TKey : notnull
{
    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyDictionary<TKey, IReadOnlyList<TItem>>> FetchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken
    )
    {
        var groups = new Dictionary<TKey, IReadOnlyList<TItem>>(keys.Count);
        foreach (var (key, item) in await FetchItemsAsync(keys, cancellationToken))
        {
            if (!groups.TryGetValue(key, out var items))
            {
                groups.Add(key, items = new List<TItem>());
            }
            ((List<TItem>)items).Add(item);
        }
        return groups;
    }

    /// <summary>Fetches the items of distinct keys; the order within a key is kept.</summary>
    protected abstract Task<IReadOnlyList<(TKey Key, TItem Item)>> FetchItemsAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken
    );

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<TItem> Absent(TKey key) => [];
}
