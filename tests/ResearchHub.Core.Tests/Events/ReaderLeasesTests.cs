using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Events;

/// <summary>Who serves a reader of a feed, when several want to and connections break.</summary>
public sealed class ReaderLeasesTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>, IAsyncDisposable
{
    private static readonly FeedPosition Far = new(7, 8);
    private readonly NpgsqlDataSource _source = HubDatabase.Open(hub.Database.ConnectionString);
    private readonly NpgsqlDataSource _elsewhere = HubDatabase.Open(hub.Database.ConnectionString);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _elsewhere.DisposeAsync();
    }

    [Fact]
    public async Task One_at_a_time_serves_a_reader_be_it_here_or_elsewhere()
    {
        await using var here = new ReaderLeases(_source);
        await using var elsewhere = new ReaderLeases(_elsewhere);
        await using var beside = await here.TakeAsync("beside", Cancel);
        await using (var lease = await here.TakeAsync("wanted", Cancel))
        {
            Assert.NotNull(lease);
            Assert.Null(await here.TakeAsync("wanted", Cancel));
            Assert.Null(await elsewhere.TakeAsync("wanted", Cancel));
        }

        await using var next = await elsewhere.TakeAsync("wanted", Cancel);

        Assert.NotNull(next);
    }

    [Fact]
    public async Task Who_ends_as_a_server_leaves_all_readers_to_others()
    {
        var ending = new ReaderLeases(_source);
        Assert.NotNull(await ending.TakeAsync("left", Cancel));
        await ending.DisposeAsync();
        await using var elsewhere = new ReaderLeases(_elsewhere);

        await using var lease = await elsewhere.TakeAsync("left", Cancel);

        Assert.NotNull(lease);
    }

    /// <summary>Else two servers would say how far a reader is, and the slower one take it back.</summary>
    [Fact]
    public async Task Whose_connection_broke_says_of_no_reader_any_more_how_far_it_is()
    {
        await using var leases = new ReaderLeases(_source);
        await using var one = await leases.TakeAsync("one", Cancel);
        await using var two = await leases.TakeAsync("two", Cancel);
        await one!.SaveAsync(Far, "activities", Cancel);
        await CutOffAsync("one");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => one.PositionAsync(Cancel));
        await using var again = await leases.TakeAsync("one", Cancel);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => one.SaveAsync(FeedPosition.Start, "activities", Cancel));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => two!.SaveAsync(Far, "activities", Cancel));
        // What is over ends nothing of what came after it.
        await one.DisposeAsync();

        Assert.Null(await leases.TakeAsync("one", Cancel));
        Assert.Equal(Far, await again!.PositionAsync(Cancel));
        Assert.Null(await (await leases.TakeAsync("two", Cancel))!.PositionAsync(Cancel));
    }

    private Task<int> CutOffAsync(string reader) =>
        hub.Database.ExecuteAsync(
            $"""
            select pg_terminate_backend(pid, 60000) from pg_locks where locktype = 'advisory'
              and (classid::bigint << 32 | objid::bigint) = hashtextextended('feed-reader:{reader}', 0)
            """,
            Cancel
        );
}
