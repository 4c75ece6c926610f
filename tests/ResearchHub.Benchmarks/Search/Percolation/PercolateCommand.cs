using System.Diagnostics;
using System.Globalization;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;

namespace ResearchHub.Benchmarks.Search.Percolation;

/// <summary>
/// <c>bench percolate</c>: 100,000 stored queries of the kinds people save (all of three words, alternatives with a word and years, phrases,
/// exclusions, alternatives of pairs), of words that mostly name a concept with other names, then records one by one, analysis included.
/// </summary>
internal static class PercolateCommand
{
    private const int Concepts = 640;
    private const int Names = 8;
    private const int Records = 2000;
    private const int Warmup = 600;
    private const double LimitP99 = 2;

    public static int Run(string[] arguments)
    {
        var count = arguments is ["--queries", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 100_000;
        var generated = new GeneratedRecords();
        var random = new Random(11);
        var names = new KnownNames();
        names.Learn(Vocabulary(generated, random), []);
        var percolator = new Percolator(names);
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

    /// <summary>As many concepts as are shipped, each a word that people type, with other names of one word or of two that are as rare as any.</summary>
    private static IEnumerable<SearchConcept> Vocabulary(GeneratedRecords generated, Random random) =>
        Enumerable
            .Range(0, Concepts)
            .Select(number => new SearchConcept(
                ConceptScheme.Topic,
                [string.Create(CultureInfo.InvariantCulture, $"t{number}")],
                [new LocalizedText("en", generated.Query(random, 1))],
                [.. Enumerable.Range(0, Names).Select(name => new LocalizedText("en", Rare(generated, random, 1 + (name % 2))))]
            ))
            .ToList();

    private static string Rare(GeneratedRecords generated, Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => generated.WordAt(random.Next(GeneratedRecords.Words))));

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
