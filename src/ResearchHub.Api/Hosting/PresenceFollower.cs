using Npgsql;
using ResearchHub.Core.Collaboration.Drafts.Presence;

namespace ResearchHub.Api.Hosting;

/// <summary>Keeps the board of who has which draft open: woken by the database, and by itself once a second, since who is silent goes too.</summary>
internal sealed class PresenceFollower(
    PresenceBoard board,
    NpgsqlDataSource database,
    Readiness readiness,
    ILogger<PresenceFollower> logger
) : Following(readiness, logger)
{
    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {PresenceBoard.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await board.ReadAsync(stoppingToken);
            caughtUp();
            await connection.WaitAsync(LongestSleep, stoppingToken);
        }
    }
}
