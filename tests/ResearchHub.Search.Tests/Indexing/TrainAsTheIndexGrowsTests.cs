using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Tests.Indexing;

/// <summary>The model of meanings keeps up with an index that starts empty and grows while it is in use.</summary>
public sealed class TrainAsTheIndexGrowsTests
{
    private const int Few = MeaningTrainer.FewestRecords;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_trained_when_there_are_enough_records_and_again_when_they_have_doubled()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(AsyncEnumerable.Empty<SearchDocument>(), new FeedPosition(1, 1), null, Cancellation);
        await index.Index.Finished;

        Assert.Null(await TrainedOnAsync(index, 1, Few - 1));
        Assert.Equal(Few, await TrainedOnAsync(index, Few, Few));
        Assert.Equal(Few, await TrainedOnAsync(index, Few + 1, (2 * Few) - 1));
        Assert.Equal(2 * Few, await TrainedOnAsync(index, 2 * Few, 2 * Few));
    }

    [Fact]
    public async Task It_is_trained_at_the_start_when_the_index_has_grown_far_beyond_it()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(1, Few).ToAsyncEnumerable(), new FeedPosition(1, 1), null, Cancellation);
        await index.Index.Finished;
        var model = ModelPath(index);
        var small = await File.ReadAllBytesAsync(model, Cancellation);
        await TrainedOnAsync(index, Few + 1, 2 * Few);
        await index.CloseAsync();
        await File.WriteAllBytesAsync(model, small, Cancellation);

        await using var again = TestIndex.Open(index.Folder);
        await again.Index.Finished;

        Assert.Equal(2 * Few, LatentSemantics.Load(model)?.Records);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    [InlineData("empty")]
    public async Task One_that_is_damaged_is_made_again_and_costs_no_record(string damage)
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(1, Few).ToAsyncEnumerable(), new FeedPosition(1, 1), null, Cancellation);
        await index.Index.Finished;
        var model = ModelPath(index);
        await index.CloseAsync();
        var bytes = await File.ReadAllBytesAsync(model, Cancellation);
        if (damage == "changed")
        {
            bytes[bytes.Length / 2] ^= 0x40;
        }
        await File.WriteAllBytesAsync(
            model,
            damage == "changed" ? bytes : bytes[..(damage == "empty" ? 0 : bytes.Length / 2)],
            Cancellation
        );
        Assert.Null(LatentSemantics.Load(model));

        await using var again = TestIndex.Open(index.Folder);
        await again.Index.Finished;

        Assert.False(again.Index.NeedsRebuild);
        Assert.Equal(Few, again.Index.Status.Documents);
        Assert.Equal(Few, LatentSemantics.Load(model)?.Records);
    }

    [Fact]
    public async Task A_new_one_shows_nothing_sooner_than_a_refresh_does()
    {
        await using var index = TestIndex.Open();
        using var generation = Generation.Create(Path.Combine(index.Folder, "other"), new SearchOptions { Directory = index.Folder });
        generation.MoveTo(new FeedPosition(1, 5));

        generation.Use(new LatentSemantics(["migration"], [1], [1], 1, 1));
        var before = Position();
        generation.Refresh();

        Assert.Equal((FeedPosition.Start, new FeedPosition(1, 5)), (before, Position()));

        FeedPosition Position()
        {
            var snapshot = generation.TryEnter()!;
            snapshot.Leave();
            return snapshot.Position;
        }
    }

    [Fact]
    public async Task Pages_of_one_search_join_though_a_model_is_trained_between_them()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(1, Few).ToAsyncEnumerable(), new FeedPosition(1, 1), null, Cancellation);
        await index.Index.Finished;
        var request = new SearchRequest { Query = "migration labour", First = 30 };
        var first = await index.Search(request);
        var next = request with { After = first.Hits[^1].Cursor };
        var undisturbed = await index.Search(next);

        Assert.Equal(2 * Few, await TrainedOnAsync(index, Few + 1, 2 * Few));
        var second = await index.Search(next);

        Assert.Equal(undisturbed.Hits.Select(hit => (hit.Id, hit.Score)), second.Hits.Select(hit => (hit.Id, hit.Score)));
        Assert.NotEqual(
            first.Hits.Select(hit => (hit.Id, hit.Score)),
            (await index.Search(request)).Hits.Select(hit => (hit.Id, hit.Score))
        );
    }

    /// <summary>Puts records in and waits for what that begins; the number of records that the model is then of.</summary>
    private static async Task<int?> TrainedOnAsync(TestIndex index, int from, int to)
    {
        await index.Put([.. Records(from, to)]);
        await index.Index.Finished;
        return LatentSemantics.Load(ModelPath(index))?.Records;
    }

    private static string ModelPath(TestIndex index) => Path.Combine(index.Folder, index.Index.Status.Generation, "meaning.lsa");

    private static IEnumerable<SearchDocument> Records(int from, int to)
    {
        var random = new Random(from);
        string[] words = ["migration", "labour", "asylum", "border", "remittances", "school", "health", "return", "city", "work"];
        return Enumerable
            .Range(from, to - from + 1)
            .Select(id =>
                TestIndex.Study(id, $"Migration {id}", string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.GetItems(words, 1)[0])))
            );
    }
}
