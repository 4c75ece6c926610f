using System.Threading.RateLimiting;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Data;

namespace ResearchHub.Api.Access;

/// <summary>What all anonymous callers together may hold at once: operations, connections of the database, streams. The rest is for the signed-in.</summary>
internal sealed class AnonymousRoom(RateLimitOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _operations = Places(
        options.AnonymousAtOnce,
        Math.Max(1, options.AnonymousAtOnce / 2),
        options.AnonymousWaiting
    );
    private readonly PartitionedRateLimiter<string> _streams = Places(options.AnonymousStreams, options.AnonymousStreamsOfAddress, 0);

    /// <summary>Turns of their statements.</summary>
    public StatementTurns Statements { get; } = new(options.AnonymousStatements);

    /// <summary>A place among the operations that run; waits while there is none.</summary>
    /// <exception cref="RequestRefusal">Too many wait already.</exception>
    public async ValueTask<IDisposable> EnterAsync(string address, CancellationToken cancellationToken)
    {
        var place = await _operations.AcquireAsync(address, 1, cancellationToken);
        return place.IsAcquired ? place : throw RequestRefusal.Busy("Too many operations without credentials run at once");
    }

    /// <summary>A place among what stays open; null when there is none left, also for this address alone.</summary>
    public IDisposable? Stay(string address)
    {
        var place = _streams.AttemptAcquire(address);
        return place.IsAcquired ? place : null;
    }

    public void Dispose()
    {
        _operations.Dispose();
        _streams.Dispose();
        Statements.Dispose();
    }

    /// <summary>Places of each address, then of all, so that a crowd from one address waits in a queue of its own.</summary>
    private static PartitionedRateLimiter<string> Places(int ofAll, int ofAddress, int waiting) =>
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<string, string>(address => Partition(address, ofAddress, waiting)),
            PartitionedRateLimiter.Create<string, string>(_ => Partition("", ofAll, waiting))
        );

    private static RateLimitPartition<string> Partition(string key, int places, int waiting) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = waiting });
}
