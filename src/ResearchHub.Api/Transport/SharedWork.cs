using System.Collections.Concurrent;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Work that many want at about the same time, done once. Keeps the last results for those who come a little later; the oldest go first.
/// </summary>
internal sealed class SharedWork<TKey, TResult>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> _results = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    /// <summary>The result for a key; what fails is forgotten. The work belongs to nobody alone, so nobody's leaving may cancel it.</summary>
    public async Task<TResult> GetAsync(TKey key, Func<Task<TResult>> work)
    {
        if (!_results.TryGetValue(key, out var shared))
        {
            var made = new Lazy<Task<TResult>>(work);
            shared = _results.GetOrAdd(key, made);
            if (shared == made)
            {
                _order.Enqueue(key);
                DropOldest();
            }
        }
        try
        {
            return await shared.Value;
        }
        catch
        {
            _results.TryRemove(new KeyValuePair<TKey, Lazy<Task<TResult>>>(key, shared));
            throw;
        }
    }

    private void DropOldest()
    {
        while (_order.Count > capacity && _order.TryDequeue(out var oldest))
        {
            _results.TryRemove(oldest, out _);
        }
    }
}
