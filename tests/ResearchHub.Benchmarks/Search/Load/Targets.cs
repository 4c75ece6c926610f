using System.Globalization;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>Collects what was wanted and what was measured.</summary>
internal sealed class Targets
{
    private readonly List<(string Name, double Measured, double Limit, bool IsFloor, string Unit)> all = [];

    public void AtMost(string name, double measured, double limit, string unit) => all.Add((name, measured, limit, false, unit));

    public void AtLeast(string name, double measured, double limit, string unit) => all.Add((name, measured, limit, true, unit));

    /// <summary>Prints each with its verdict; true when all hold.</summary>
    public bool Print()
    {
        var allHold = true;
        foreach (var (name, measured, limit, isFloor, unit) in all)
        {
            var holds = isFloor ? measured >= limit : measured <= limit;
            allHold &= holds;
            var bound = isFloor ? "≥" : "≤";
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(holds ? "PASS" : "FAIL")} {name}: {measured:F2} {unit} (wanted {bound} {limit} {unit})"
                )
            );
        }
        return allHold;
    }
}
