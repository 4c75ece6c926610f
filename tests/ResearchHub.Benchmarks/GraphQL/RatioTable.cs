using System.Globalization;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>Rates of two servers by question, measured in turns, and the medians of their ratios.</summary>
internal sealed class RatioTable(string ours, string theirs)
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<(double Ours, double Theirs)>> _rounds = new(StringComparer.Ordinal);

    /// <summary>Adds one round of a question.</summary>
    public void Add(string name, double ourRate, double theirRate)
    {
        if (!_rounds.TryGetValue(name, out var rounds))
        {
            _names.Add(name);
            _rounds.Add(name, rounds = []);
        }
        rounds.Add((ourRate, theirRate));
    }

    /// <summary>The median of the rounds' ratios.</summary>
    public double Median(string name) => Middle(_rounds[name].Select(round => round.Ours / round.Theirs));

    /// <summary>Prints medians, and the lowest and highest ratio of a round.</summary>
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{"requests/s, medians", -32}{ours, 14}{theirs, 14}{"ratio", 8}{"lowest", 8}{"highest", 8}");
        foreach (var name in _names)
        {
            var rounds = _rounds[name];
            var ratios = rounds.ConvertAll(round => round.Ours / round.Theirs);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -32}{Middle(rounds.Select(round => round.Ours)), 14:N0}{Middle(rounds.Select(round => round.Theirs)), 14:N0}{Median(name), 8:F2}{ratios.Min(), 8:F2}{ratios.Max(), 8:F2}"
                )
            );
        }
        Console.WriteLine();
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
