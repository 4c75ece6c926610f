using GraphQL.DataLoader;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Loads values by key and by the field's arguments: one fetch for each distinct set of arguments on a level.</summary>
/// <typeparam name="TArguments">A record of the arguments; compared by value.</typeparam>
/// <typeparam name="TKey">The parent's key.</typeparam>
/// <typeparam name="TValue">What the field returns.</typeparam>
public abstract class ArgumentLoader<TArguments, TKey, TValue> : IRequestLoader
    where TArguments : notnull
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TArguments, Slice> _slices = [];

    /// <summary>The value for a key under these arguments.</summary>
    public IDataLoaderResult<TValue> LoadAsync(TArguments arguments, TKey key)
    {
        Slice? slice;
        lock (_gate)
        {
            if (!_slices.TryGetValue(arguments, out slice))
            {
                _slices.Add(arguments, slice = new Slice(this, arguments));
            }
        }
        return slice.LoadAsync(key);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            _slices.Clear();
        }
    }

    /// <summary>Fetches the values of distinct keys under the same arguments; a key left out gets <see cref="Absent"/>.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(
        TArguments arguments,
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken
    );

    /// <summary>The value of a key that has none: null unless overridden.</summary>
    protected virtual TValue Absent(TArguments arguments, TKey key) => default!;

    private sealed class Slice(ArgumentLoader<TArguments, TKey, TValue> loader, TArguments arguments) : BatchLoader<TKey, TValue>
    {
        protected override Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(
            IReadOnlyList<TKey> keys,
            CancellationToken cancellationToken
        ) => loader.FetchAsync(arguments, keys, cancellationToken);

        protected override TValue Absent(TKey key) => loader.Absent(arguments, key);
    }
}
