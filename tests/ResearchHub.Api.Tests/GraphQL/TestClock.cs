namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The system's clock, set forward by as much as a test likes; its timers run as ever.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan _ahead;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    /// <inheritdoc />
    public override long GetTimestamp() => base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    /// <summary>Sets the clock forward.</summary>
    public void Advance(TimeSpan by) => _ahead += by;
}
