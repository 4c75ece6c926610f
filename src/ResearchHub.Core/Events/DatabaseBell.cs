using System.Collections.Concurrent;

namespace ResearchHub.Core.Events;

/// <summary>What the database's notices wake: whoever waits for one of its channels. One connection listens for all of them.</summary>
public sealed class DatabaseBell
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _channels = new(StringComparer.Ordinal);

    /// <summary>Channels that somebody has asked for.</summary>
    public IReadOnlyCollection<string> Channels => [.. _channels.Keys];

    /// <summary>Completes at the next notice; take it before looking, so that none is missed.</summary>
    public Task Of(string channel) => _channels.GetOrAdd(channel, _ => New()).Task;

    /// <summary>Wakes those who wait for a channel.</summary>
    public void Ring(string channel)
    {
        if (_channels.TryGetValue(channel, out var waiting) && _channels.TryUpdate(channel, New(), waiting))
        {
            waiting.SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
