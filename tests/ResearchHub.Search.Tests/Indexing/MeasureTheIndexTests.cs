using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Indexing;

public sealed class MeasureTheIndexTests : IDisposable
{
    private const string Queue = "researchhub.search.queue";
    private readonly SearchMetrics metrics = new();
    private readonly MeterListener listener;
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<double>> measured = new(StringComparer.Ordinal);

    public MeasureTheIndexTests()
    {
        listener = new MeterListener
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
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queries_suggestions_refreshes_commits_and_the_queue_are_measured()
    {
        metrics.Enqueue(3);
        listener.RecordObservableInstruments();
        Assert.Equal(3, Of(Queue)[^1]);
        metrics.Dequeue(3);
        await using var index = TestIndex.Open(time: new StillClock(), metrics: metrics);
        await index.Index.ApplyAsync([TestIndex.Study(1, "a"), TestIndex.Study(2, "b")], [3], new FeedPosition(1, 1), Cancellation);
        await index.Index.CommitAsync(Cancellation);
        listener.RecordObservableInstruments();
        Assert.Equal(0, Of(Queue)[^1]);
        await index.Search("a");
        await index.Search("b");
        index.Index.Suggest("a", [], 5);

        Assert.Equal(2, Of("researchhub.search.query.duration").Length);
        Assert.Single(Of("researchhub.search.suggest.duration"));
        Assert.Empty(Of("researchhub.search.wait.duration"));
        Assert.Single(Of("researchhub.search.commit.duration"));
        Assert.NotEmpty(Of("researchhub.search.refresh.duration"));
        Assert.All(measured.Values, values => Assert.All(values, value => Assert.InRange(value, 0, 60)));
    }

    [Fact]
    public async Task What_a_search_waits_for_the_index_is_no_time_of_the_query()
    {
        var clock = new HandClock();
        var wanted = new FeedPosition(9, 9);
        await using var index = TestIndex.Open(time: clock, metrics: metrics);
        await index.Put(TestIndex.Study(1, "first"));

        var searching = index.Search(new SearchRequest { Query = "first", MinSequence = wanted });
        clock.Advance(TimeSpan.FromSeconds(20));
        await index.Index.ApplyAsync([], [], wanted, Cancellation);
        await index.Index.CommitAsync(Cancellation);
        var results = await searching;

        Assert.Equal(TimeSpan.Zero, results.Took);
        Assert.Equal([0], Of("researchhub.search.query.duration"));
        Assert.Equal([20], Of("researchhub.search.wait.duration"));
    }

    public void Dispose()
    {
        listener.Dispose();
        metrics.Dispose();
    }

    private void Note(Instrument instrument, double value)
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

    private double[] Of(string name)
    {
        lock (gate)
        {
            return [.. measured.GetValueOrDefault(name) ?? []];
        }
    }

    /// <summary>Shows the time that the test sets; its timers never ring.</summary>
    private sealed class HandClock : StillClock
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => passed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + passed;

        public void Advance(TimeSpan by) => passed += by;
    }
}
