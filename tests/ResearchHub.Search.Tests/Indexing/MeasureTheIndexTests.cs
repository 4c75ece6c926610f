using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Indexing;

public sealed class MeasureTheIndexTests
{
    private const string Queue = "researchhub.search.queue";

    [Fact]
    public async Task Queries_refreshes_commits_and_the_queue_are_measured()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var metrics = new SearchMetrics();
        var options = new SearchOptions { Directory = TestIndex.NewFolder(), RefreshInterval = TimeSpan.FromHours(1) };
        var (gate, measured) = (new Lock(), new Dictionary<string, List<double>>(StringComparer.Ordinal));
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == metrics.Queries.Meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument, value));
        listener.Start();

        metrics.Enqueue(3);
        listener.RecordObservableInstruments();
        Assert.Equal(3, Of(Queue)[^1]);
        metrics.Dequeue(3);
        var index = new LuceneSearchIndex(options, TimeProvider.System, metrics, NullLogger<LuceneSearchIndex>.Instance);
        await index.ApplyAsync([TestIndex.Study(1, "a"), TestIndex.Study(2, "b")], [3], new FeedPosition(1, 1), cancellation);
        await index.CommitAsync(cancellation);
        listener.RecordObservableInstruments();
        Assert.Equal(0, Of(Queue)[^1]);
        await index.SearchAsync(new SearchRequest { Query = "a" }, cancellation);
        await index.SearchAsync(new SearchRequest { Query = "b" }, cancellation);

        Assert.Equal(2, Of("researchhub.search.query.duration").Length);
        Assert.Single(Of("researchhub.search.commit.duration"));
        Assert.NotEmpty(Of("researchhub.search.refresh.duration"));
        Assert.All(measured.Values, values => Assert.All(values, value => Assert.InRange(value, 0, 60)));
        await index.DisposeAsync();
        Directory.Delete(options.Directory, recursive: true);

        void Note(Instrument instrument, double value)
        {
            lock (gate)
            {
                if (!measured.TryGetValue(instrument.Name, out var values))
                {
                    measured[instrument.Name] = values = [];
                }
                values.Add(value);
            }
        }

        double[] Of(string name)
        {
            lock (gate)
            {
                return [.. measured.GetValueOrDefault(name) ?? []];
            }
        }
    }
}
