using System.Diagnostics;
using System.Globalization;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>Times of one kind of question, in milliseconds.</summary>
/// <param name="Processor">Processor time of one question on average, over all threads: it stays the same on a machine that others keep busy.</param>
internal sealed record Latencies(string Name, double P50, double P99, double Processor)
{
    /// <summary>Asks each question once to warm up and once to measure.</summary>
    public static async Task<Latencies> MeasureAsync<T>(string name, IReadOnlyList<T> questions, Func<T, Task> ask)
    {
        foreach (var question in questions.Take(Math.Max(20, questions.Count / 4)))
        {
            await ask(question);
        }
        var times = new List<double>(questions.Count);
        var spent = Environment.CpuUsage.TotalTime;
        foreach (var question in questions)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(question);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        var processor = (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds / questions.Count;
        times.Sort();
        return new Latencies(name, At(times, 0.50), At(times, 0.99), processor);
    }

    public void Print(Latencies? stock = null, Latencies? postgres = null)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name, -44} p50 {P50, 9:F3} ms   p99 {P99, 9:F3} ms   processor {Processor, 8:F3} ms"
        );
        Console.WriteLine(line + Ratios("stock Lucene.Net", stock) + Ratios("PostgreSQL", postgres));
    }

    private string Ratios(string name, Latencies? other) =>
        other is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"   {name} p50 × {other.P50 / P50:F1}, p99 × {other.P99 / P99:F1}");

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
