using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Tests.Indexing;

/// <summary>What is done in the background for a generation in use: its segments are joined, its model is trained.</summary>
public sealed class FinishAGenerationTests : IAsyncDisposable
{
    private const int Few = MeaningTrainer.FewestRecords;
    private const int FinishFailed = 3007;
    private const int ModelNotKept = 3006;

    private readonly string folder = TestIndex.NewFolder();
    private readonly Noted log = new();
    private readonly Generations generations;

    public FinishAGenerationTests()
    {
        generations = new Generations(new SearchOptions { Directory = folder, WriteBufferMegabytes = 1 }, log);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_knows_every_record_before_a_search_goes_by_it()
    {
        var built = await BuildAsync(4 * Few);
        generations.Use(built);

        generations.Finish(built);
        var snapshot = generations.Enter();
        while (snapshot.Embedder is null)
        {
            snapshot.Leave();
            await Task.Yield();
            snapshot = generations.Enter();
        }

        var unknown = 0;
        foreach (var segment in snapshot.Segments)
        {
            var vectors = segment.Columns.Meanings(snapshot.Embedder, segment.Reader);
            for (var doc = 0; doc < segment.MaxDoc; doc++)
            {
                vectors.Know(
                    doc,
                    _ =>
                    {
                        unknown++;
                        return ("", null);
                    }
                );
            }
        }
        snapshot.Leave();
        Assert.Equal(0, unknown);
    }

    [Fact]
    public async Task It_ends_for_a_generation_that_is_replaced()
    {
        var first = await BuildAsync(Few);
        generations.Use(first);
        var snapshot = generations.Enter();
        var model = MeaningTrainer.Train(snapshot, first.Closing);

        generations.Use(await BuildAsync(Few));

        Assert.Throws<OperationCanceledException>(() => MeaningTrainer.Train(snapshot, first.Closing));
        Assert.Throws<OperationCanceledException>(() => MeaningTrainer.Warm(snapshot, model, first.Closing));
        snapshot.Leave();
        generations.Finish(first);
        await generations.Finished;
        Assert.False(File.Exists(first.ModelPath));
        Assert.Empty(log.Events);
    }

    [Fact]
    public async Task Where_it_fails_that_is_told_and_all_that_was_found_still_is()
    {
        var built = await BuildAsync(Few);
        generations.Use(built);
        Directory.Move(built.Path, built.Path + ".away");
        await File.WriteAllTextAsync(built.Path, "", Cancellation);

        generations.Finish(built);
        await generations.Finished;

        Assert.Equal([FinishFailed], log.Events);
        Assert.True(built.IsBroken);
        Assert.Equal(Few, Documents());
        File.Delete(built.Path);
        Directory.Move(built.Path + ".away", built.Path);
        Assert.True(generations.Restore());
        await generations.Finished;
        Assert.Equal(Few, Documents());
        Assert.True(File.Exists(built.ModelPath));
    }

    [Fact]
    public async Task A_model_that_cannot_be_kept_is_used_and_told_of()
    {
        var built = await BuildAsync(Few);
        generations.Use(built);
        Directory.CreateDirectory(built.ModelPath);

        generations.Finish(built);
        await generations.Finished;

        var snapshot = generations.Enter();
        snapshot.Leave();
        Assert.NotNull(snapshot.Embedder);
        Assert.Contains(ModelNotKept, log.Events);
        Assert.DoesNotContain(FinishFailed, log.Events);
        Assert.Empty(Directory.GetFiles(built.Path, "*.new"));
    }

    public async ValueTask DisposeAsync()
    {
        await generations.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private int Documents()
    {
        var snapshot = generations.Enter();
        var documents = snapshot.Reader.NumDocs;
        snapshot.Leave();
        return documents;
    }

    private Task<Generation> BuildAsync(int records)
    {
        string[] words = ["migration", "labour", "asylum", "border", "remittances", "school", "health", "return", "city", "work"];
        var random = new Random(records);
        return generations.BuildAsync(
            Enumerable
                .Range(1, records)
                .Select(id => TestIndex.Study(id, $"Migration {id}", string.Join(' ', random.GetItems(words, 20))))
                .ToAsyncEnumerable(),
            new FeedPosition(1, records),
            null,
            Cancellation
        );
    }

    private sealed class Noted : ILogger
    {
        private readonly ConcurrentQueue<int> events = [];

        public IEnumerable<int> Events => events.Where(id => id is FinishFailed or ModelNotKept);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => events.Enqueue(eventId.Id);
    }
}
