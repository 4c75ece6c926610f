using System.Collections.Concurrent;

namespace ResearchHub.Core.Events;

/// <summary>What the database's notices wake: whoever waits for one of its channels. One connection listens for all of them.</summary>
public sealed class DatabaseBell(IReadOnlyList<string> channels)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(
        channels.Select(channel => KeyValuePair.Create(channel, New())),
        StringComparer.Ordinal
    );

    /// <summary>Channels that can be heard.</summary>
    public IReadOnlyList<string> Channels => channels;

    /// <summary>Completes at the next notice; take it before looking, so that none is missed.</summary>
    /// <exception cref="KeyNotFoundException">Nobody listens for this channel.</exception>
    public Task Of(string channel) => _waiting[channel].Task;

    /// <summary>Wakes those who wait for a channel.</summary>
    public void Ring(string channel)
    {
        var waiting = _waiting[channel];
        if (_waiting.TryUpdate(channel, New(), waiting))
        {
            waiting.SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
