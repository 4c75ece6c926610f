using Npgsql;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Listens for what the database tells on all channels that are followed.</summary>
internal sealed class BellRinger(DatabaseBell bell, NpgsqlDataSource database, Readiness readiness, ILogger<BellRinger> logger)
    : Following(readiness, logger)
{
    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notice) => bell.Ring(notice.Channel);
        await using (var listen = new NpgsqlCommand(string.Join(';', bell.Channels.Select(channel => $"LISTEN {channel}")), connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }
        // What was told before is heard by nobody.
        foreach (var channel in bell.Channels)
        {
            bell.Ring(channel);
        }
        caughtUp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }
}
