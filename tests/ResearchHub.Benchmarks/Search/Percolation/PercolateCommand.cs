using System.Diagnostics;
using System.Globalization;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Search.Percolation;

namespace ResearchHub.Benchmarks.Search.Percolation;

/// <summary>
/// <c>bench percolate</c>: 100,000 stored queries of the kinds people save (all of three words, alternatives with a word and years, phrases,
/// exclusions, alternatives of pairs), then records one by one, analysis included.
/// </summary>
internal static class PercolateCommand
{
    private const int Records = 2000;
    private const int Warmup = 600;
    private const double LimitP99 = 2;

    public static int Run(string[] arguments)
    {
        var count = arguments is ["--queries", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 100_000;
        var generated = new GeneratedRecords();
        var random = new Random(11);
        var percolator = new Percolator();
        var started = Stopwatch.GetTimestamp();
        for (var key = 0; key < count; key++)
        {
            percolator.Put(key, Query(generated, random), null);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count:N0} queries stored in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s of processors"
            )
        );
        var times = new List<double>(Records);
        var processor = new List<double>(Records);
        var matches = 0L;
        for (var number = 0; number < Records + Warmup; number++)
        {
            var record = generated.Record(number);
            var spent = Environment.CpuUsage.TotalTime;
            started = Stopwatch.GetTimestamp();
            matches += percolator.Match(record).Count;
            if (number >= Warmup)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                processor.Add((Environment.CpuUsage.TotalTime - spent).TotalMilliseconds);
            }
        }
        times.Sort();
        processor.Sort();
        var latencies = new Latencies($"percolate {count:N0} queries", times[Records / 2], times[Records * 99 / 100], processor.Average());
        latencies.Print();
        // On a machine that others keep busy, the time on the clock is mostly theirs.
        new Latencies("the same, processor time", processor[Records / 2], processor[Records * 99 / 100], processor.Average()).Print();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{matches / (double)(Records + Warmup):F1} matches a record; {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:F0} MiB"
            )
        );
        var targets = new Targets();
        targets.AtMost("matching one publication p99", latencies.P99, LimitP99, "ms");
        GC.KeepAlive(percolator);
        return targets.Print() ? 0 : 1;
    }

    private static string Query(GeneratedRecords generated, Random random)
    {
        string Word() => generated.Query(random, 1);
        return random.NextDouble() switch
        {
            < 0.35 => $"+{Word()} +{Word()} +{Word()}",
            < 0.55 => $"({Word()} OR {Word()}) AND {Word()} AND {2000 + random.Next(20)}..2100",
            < 0.75 => $"\"{Word()} {Word()}\"",
            < 0.90 => $"+{Word()} +{Word()} -{Word()}",
            _ => $"({Word()} AND {Word()}) OR ({Word()} AND {Word()})",
        };
    }
}
