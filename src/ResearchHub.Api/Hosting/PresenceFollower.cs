using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Keeps the board of who has which draft open: woken by the database, and by itself once a second, since who is silent goes too.</summary>
internal sealed class PresenceFollower(
    PresenceBoard board,
    DatabaseBell bell,
    BackgroundTurns turns,
    Readiness readiness,
    ILogger<PresenceFollower> logger
) : Following(readiness, logger)
{
    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        StatementTurns.Use(turns.Tails);
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = bell.Of(PresenceBoard.Channel);
            await board.ReadAsync(stoppingToken);
            caughtUp();
            await SleepAsync(rung, LongestSleep, stoppingToken);
        }
    }
}
