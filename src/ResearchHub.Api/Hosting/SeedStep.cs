using System.Globalization;
using ResearchHub.Core.Seeding;

namespace ResearchHub.Api.Hosting;

/// <summary>Loads what of the shipped seed is not in the database yet.</summary>
internal sealed class SeedStep(Seeder seeder) : IStartupStep
{
    /// <inheritdoc />
    public int Order => 100;

    /// <inheritdoc />
    public string Name => "loading the seed";

    /// <inheritdoc />
    public async Task RunAsync(IProgressReport progress, CancellationToken cancellationToken)
    {
        if (await ReadAsync(() => seeder.IsLoadedAsync(cancellationToken)))
        {
            return;
        }
        var counts = await ReadAsync(() => seeder.SeedAsync(new SeedReport(progress), cancellationToken));
        if (counts.Added > 0)
        {
            progress.Line(Summary(counts));
        }
    }

    /// <summary>Does something with the files of the seed.</summary>
    /// <exception cref="HubStartException">A file is missing or broken.</exception>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HubStartException($"The seed cannot be loaded: {exception.Message}");
        }
    }

    public static string Summary(LoadCounts counts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded {counts.Added:N0} records ({counts.Merged:N0} lines merged, {counts.Unchanged:N0} there before), {counts.Researchers:N0} researchers, {counts.Organizations:N0} organisations"
        );
}

/// <summary>Shows the progress of a load.</summary>
internal sealed class SeedReport(IProgressReport report) : IProgress<SeedProgress>
{
    public void Report(SeedProgress value) => report.Count($"{value.Stage} loaded", value.Done, value.Total);
}
