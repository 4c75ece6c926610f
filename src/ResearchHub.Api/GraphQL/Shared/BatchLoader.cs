using System.Runtime.InteropServices;
using GraphQL.DataLoader;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>
/// Loads values by key for one request: keys asked for on the same level of execution go into one fetch, each key once,
/// and values stay until <see cref="Clear"/>.
/// </summary>
/// <remarks>Make a sealed class of it that takes its queries by constructor, and get it by <c>context.Loader&lt;T&gt;()</c>.</remarks>
public abstract class BatchLoader<TKey, TValue> : IRequestLoader
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, IDataLoaderResult<TValue>> _results = [];
    private Batch? _open;

    /// <summary>The value for a key, fetched with all others of this level.</summary>
    public IDataLoaderResult<TValue> LoadAsync(TKey key)
    {
        lock (_gate)
        {
            ref var result = ref CollectionsMarshal.GetValueRefOrAddDefault(_results, key, out var known);
            if (!known)
            {
                _open ??= new Batch(this);
                _open.Keys.Add(key);
                result = new Pending(_open, key);
            }
            return result!;
        }
    }

    /// <summary>Puts in a value that is at hand anyway, so that it needn't be fetched. A key already asked for keeps its value.</summary>
    public void Prime(TKey key, TValue value)
    {
        lock (_gate)
        {
            _results.TryAdd(key, new Primed(value));
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            _results = [];
            _open = null;
        }
    }

    /// <summary>Fetches the values of distinct keys; a key left out gets <see cref="Absent"/>.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>The value of a key that has none: null unless overridden.</summary>
    protected virtual TValue Absent(TKey key) => default!;

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? _fetch;

        public List<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(CancellationToken cancellationToken)
        {
            if (Volatile.Read(ref _fetch) is { } started)
            {
                return started;
            }
            lock (loader._gate)
            {
                if (loader._open == this)
                {
                    loader._open = null;
                }
            }
            lock (Keys)
            {
                return _fetch ??= loader.FetchAsync(Keys, cancellationToken);
            }
        }

        public TValue Pick(IReadOnlyDictionary<TKey, TValue> values, TKey key) =>
            values.TryGetValue(key, out var value) ? value : loader.Absent(key);
    }

    private sealed class Pending(Batch batch, TKey key) : IDataLoaderResult<TValue>
    {
        public async Task<TValue> GetResultAsync(CancellationToken cancellationToken = default) =>
            batch.Pick(await batch.FetchAsync(cancellationToken), key);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) =>
            batch.Pick(await batch.FetchAsync(cancellationToken), key);
    }

    private sealed class Primed(TValue value) : IDataLoaderResult<TValue>
    {
        public Task<TValue> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromResult(value);

        Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromResult<object?>(value);
    }
}
