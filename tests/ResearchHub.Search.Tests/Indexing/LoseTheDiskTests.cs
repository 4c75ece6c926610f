using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Indexing;

/// <summary>The index cannot be written for a while: where its folder was, there is a file.</summary>
public sealed class LoseTheDiskTests
{
    private static readonly FeedPosition Durable = new(1, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_could_not_be_written_is_not_said_to_be_there_and_is_found_when_it_is_applied_again()
    {
        await using var index = await CreateAsync();
        var folder = Path.Combine(index.Folder, index.Index.Status.Generation);

        await ApplyAsync(index);
        Break(folder);
        await Assert.ThrowsAnyAsync<IOException>(() => index.Index.CommitAsync(Cancellation));
        await Assert.ThrowsAnyAsync<IOException>(() => index.Index.RestoreAsync(Cancellation));
        await Assert.ThrowsAnyAsync<IOException>(() => ApplyAsync(index));
        Assert.Equal([1L], await index.Ids("migration"));
        Mend(folder);
        await Assert.ThrowsAnyAsync<IOException>(() => index.Index.CommitAsync(Cancellation));
        await index.Index.RestoreAsync(Cancellation);

        Assert.Equal(Durable, index.Index.Applied);
        Assert.Equal(Durable, index.Index.Status.Sequence);
        await ApplyAsync(index);
        await index.Index.CommitAsync(Cancellation);
        Assert.Equal([1L, 2L], (await index.Ids("migration")).Order());
        await index.CloseAsync();
        await using var again = TestIndex.Open(index.Folder);
        Assert.Equal(new FeedPosition(2, 2), again.Index.Status.Sequence);
        Assert.Equal([1L, 2L], (await again.Ids("migration")).Order());
    }

    [Fact]
    public async Task What_could_not_be_written_before_the_end_is_not_said_to_be_there_at_the_next_start()
    {
        await using var index = await CreateAsync();
        var folder = Path.Combine(index.Folder, index.Index.Status.Generation);

        await ApplyAsync(index);
        Break(folder);
        await Assert.ThrowsAnyAsync<IOException>(() => index.Index.CommitAsync(Cancellation));
        Mend(folder);
        await index.CloseAsync();

        await using var again = TestIndex.Open(index.Folder);
        Assert.False(again.Index.NeedsRebuild);
        Assert.Equal(Durable, again.Index.Status.Sequence);
        Assert.Equal([1L], await again.Ids("migration"));
    }

    [Fact]
    public async Task Nothing_is_given_up_where_no_write_has_failed()
    {
        await using var index = await CreateAsync();
        await ApplyAsync(index);

        await index.Index.RestoreAsync(Cancellation);

        Assert.Equal(new FeedPosition(2, 2), index.Index.Applied);
        await index.Index.CommitAsync(Cancellation);
        Assert.Equal([1L, 2L], (await index.Ids("migration")).Order());
    }

    /// <summary>Timers do not ring: only a commit makes visible, and so only it fails.</summary>
    private static async Task<TestIndex> CreateAsync()
    {
        var index = TestIndex.Open(time: new StillClock());
        await index.Index.RebuildAsync(new[] { TestIndex.Study(1, "First migration") }.ToAsyncEnumerable(), Durable, null, Cancellation);
        await index.Index.Finished;
        return index;
    }

    private static Task ApplyAsync(TestIndex index) =>
        index.Index.ApplyAsync([TestIndex.Study(2, "Second migration")], [], new FeedPosition(2, 2), Cancellation);

    private static void Break(string folder)
    {
        Directory.Move(folder, folder + ".away");
        File.WriteAllText(folder, "");
    }

    private static void Mend(string folder)
    {
        File.Delete(folder);
        Directory.Move(folder + ".away", folder);
    }
}
