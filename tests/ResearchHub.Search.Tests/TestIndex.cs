using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests;

/// <summary>An index in a folder of its own, removed at the end.</summary>
internal sealed class TestIndex : IAsyncDisposable
{
    private readonly SearchMetrics metrics;

    private TestIndex(string folder, SearchOptions options, TimeProvider time, SearchMetrics metrics)
    {
        this.metrics = metrics;
        Folder = folder;
        Index = new LuceneSearchIndex(options, time, metrics, NullLogger<LuceneSearchIndex>.Instance);
    }

    public string Folder { get; }
    public LuceneSearchIndex Index { get; }

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), "researchhub-search-" + Guid.NewGuid().ToString("N"));

    public static TestIndex Open(
        string? folder = null,
        TimeSpan? timeout = null,
        int parallelFrom = 100_000,
        int writeBuffer = 16,
        TimeProvider? time = null,
        SearchMetrics? metrics = null
    )
    {
        var path = folder ?? NewFolder();
        var options = new SearchOptions
        {
            Directory = path,
            WriteBufferMegabytes = writeBuffer,
            ParallelFrom = parallelFrom,
            MinSequenceTimeout = timeout ?? TimeSpan.FromSeconds(30),
        };
        return new TestIndex(path, options, time ?? TimeProvider.System, metrics ?? new SearchMetrics());
    }

    public static async Task<TestIndex> With(params SearchDocument[] documents)
    {
        var index = Open();
        await index.Put(documents);
        return index;
    }

    public async Task Put(params SearchDocument[] documents)
    {
        var next = new FeedPosition(Index.Status.Sequence.Transaction + 1, Index.Status.Sequence.Sequence + documents.Length);
        await Index.ApplyAsync(documents, [], next, TestContext.Current.CancellationToken);
        await Index.CommitAsync(TestContext.Current.CancellationToken);
    }

    public async Task Withdraw(long id)
    {
        var next = new FeedPosition(Index.Status.Sequence.Transaction + 1, Index.Status.Sequence.Sequence + 1);
        await Index.ApplyAsync([], [id], next, TestContext.Current.CancellationToken);
        await Index.CommitAsync(TestContext.Current.CancellationToken);
    }

    public Task<SearchResults> Search(SearchRequest request) => Index.SearchAsync(request, TestContext.Current.CancellationToken);

    public Task<SearchResults> Search(string query) => Search(new SearchRequest { Query = query, First = 50 });

    public async Task<IReadOnlyList<long>> Ids(string query) => [.. (await Search(query)).Hits.Select(hit => hit.Id)];

    public static SearchDocument Study(long id, string title, string? text = null, string language = "en") =>
        new()
        {
            Id = id,
            Kind = RecordKind.Study,
            Slug = $"study-{id}",
            Titles = [new LocalizedText(language, title)],
            Abstracts = text is null ? [] : [new LocalizedText(language, text)],
            Languages = [language],
        };

    /// <summary>Closes the index and leaves the folder.</summary>
    public ValueTask CloseAsync() => Index.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        metrics.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
