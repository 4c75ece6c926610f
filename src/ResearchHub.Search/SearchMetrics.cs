using System.Diagnostics.Metrics;

namespace ResearchHub.Search;

/// <summary>Measurements under the meter <c>ResearchHub.Search</c>; times in seconds.</summary>
public sealed class SearchMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ResearchHub.Search";

    /// <summary>In seconds. The boundaries that exporters take by themselves are meant for milliseconds: all of these would fall below the first.</summary>
    private static readonly InstrumentAdvice<double> Boundaries = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter meter = new(MeterName);
    private long waiting;

    public SearchMetrics()
    {
        Queries = Durations("researchhub.search.query.duration", "Time to answer a search, without the wait for minSequence.");
        Waits = Durations(
            "researchhub.search.wait.duration",
            "Time that a search with minSequence waited for the index, also where it gave up."
        );
        Suggestions = Durations("researchhub.search.suggest.duration", "Time to complete what was typed.");
        Refreshes = Durations("researchhub.search.refresh.duration", "Time to make changes visible.");
        Commits = Durations("researchhub.search.commit.duration", "Time to make changes durable.");
        meter.CreateObservableGauge(
            "researchhub.search.queue",
            () => Interlocked.Read(ref waiting),
            "{record}",
            "Records applied and not yet visible."
        );
    }

    internal Histogram<double> Queries { get; }
    internal Histogram<double> Waits { get; }
    internal Histogram<double> Suggestions { get; }
    internal Histogram<double> Refreshes { get; }
    internal Histogram<double> Commits { get; }

    internal void Enqueue(int records) => Interlocked.Add(ref waiting, records);

    internal void Dequeue(long records) => Interlocked.Add(ref waiting, -records);

    internal long Waiting => Interlocked.Read(ref waiting);

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    private Histogram<double> Durations(string name, string description) =>
        meter.CreateHistogram(name, "s", description, advice: Boundaries);
}
