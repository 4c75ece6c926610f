using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>Asks what is committed, once for all who come at the same time.</summary>
public sealed class FeedSnapshots
{
    private readonly ReadDatabase _database;
    private readonly Batching<int, FeedSnapshot> _asked;

    public FeedSnapshots(ReadDatabase database)
    {
        _database = database;
        _asked = new Batching<int, FeedSnapshot>(ReadAsync);
    }

    /// <summary>What is committed now, whether readers of the feeds can see it yet or not.</summary>
    public async Task<FeedSnapshot> NowAsync(CancellationToken cancellationToken) => (await _asked.AskAsync(0, cancellationToken))!;

    private async Task<IReadOnlyDictionary<int, FeedSnapshot>> ReadAsync(int[] keys)
    {
        var now = await _database.ListAsync(
            """
            select pg_snapshot_xmin(s)::text::bigint + shift, pg_snapshot_xmax(s)::text::bigint + shift,
              array(select running::text::bigint + shift from pg_snapshot_xip(s) running)
            from pg_current_snapshot() s, feed_epoch
            """,
            [],
            reader => new FeedSnapshot(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<long[]>(2)),
            CancellationToken.None
        );
        return keys.ToDictionary(key => key, _ => now[0]);
    }
}
