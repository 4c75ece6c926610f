using ResearchHub.Core.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Brings the search index up to the database before the server answers.</summary>
internal sealed class IndexStep(SearchProjection projection) : IStartupStep
{
    /// <inheritdoc />
    public int Order => 200;

    /// <inheritdoc />
    public string Name => "indexing";

    /// <inheritdoc />
    public async Task RunAsync(IProgressReport progress, CancellationToken cancellationToken)
    {
        if (await projection.NeedsRebuildAsync(cancellationToken))
        {
            await RebuildAsync(projection, progress, cancellationToken);
        }
        var changes = await projection.CatchUpAsync(new CountProgress(progress, "changes indexed", null), cancellationToken);
        if (changes > 0)
        {
            progress.Line($"Search index brought up to date: {changes} changes");
        }
    }

    public static async Task RebuildAsync(SearchProjection projection, IProgressReport progress, CancellationToken cancellationToken)
    {
        var total = await projection.CountAsync(cancellationToken);
        await projection.RebuildAsync(new CountProgress(progress, "records indexed", total), cancellationToken);
        progress.Line($"Search index built: {total} records");
    }

    private sealed class CountProgress(IProgressReport report, string what, int? total) : IProgress<int>
    {
        public void Report(int value) => report.Count(what, value, total);
    }
}
