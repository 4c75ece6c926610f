using ResearchHub.Core.Data;

namespace ResearchHub.Api.Hosting;

/// <summary>
/// Turns at the database of what reads beside the requests, so that it keeps few connections: each is a process that has to learn the tables and every
/// statement anew.
/// </summary>
internal sealed class BackgroundTurns : IDisposable
{
    /// <summary>Of those who keep what is in memory at the end of a table.</summary>
    public StatementTurns Tails { get; } = new(1);

    /// <summary>Of the readers of feeds.</summary>
    public StatementTurns Readers { get; } = new(2);

    public void Dispose()
    {
        Tails.Dispose();
        Readers.Dispose();
    }
}
