using System.Diagnostics.Metrics;

namespace ResearchHub.Search;

/// <summary>Measurements under the meter <c>ResearchHub.Search</c>; times in seconds.</summary>
public sealed class SearchMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ResearchHub.Search";

    private readonly Meter meter = new(MeterName);
    private long waiting;

    public SearchMetrics()
    {
        Queries = meter.CreateHistogram<double>("researchhub.search.query.duration", "s", "Time to answer a search.");
        Refreshes = meter.CreateHistogram<double>("researchhub.search.refresh.duration", "s", "Time to make changes visible.");
        Commits = meter.CreateHistogram<double>("researchhub.search.commit.duration", "s", "Time to make changes durable.");
        meter.CreateObservableGauge(
            "researchhub.search.queue",
            () => Interlocked.Read(ref waiting),
            "{record}",
            "Records applied and not yet visible."
        );
    }

    internal Histogram<double> Queries { get; }
    internal Histogram<double> Refreshes { get; }
    internal Histogram<double> Commits { get; }

    internal void Enqueue(int records) => Interlocked.Add(ref waiting, records);

    internal void Dequeue(long records) => Interlocked.Add(ref waiting, -records);

    internal long Waiting => Interlocked.Read(ref waiting);

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();
}
