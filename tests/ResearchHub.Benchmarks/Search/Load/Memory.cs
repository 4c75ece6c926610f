using System.Globalization;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>Memory of this process as the system counts it, in MiB; 0 where it does not tell (other than Linux).</summary>
/// <param name="Resident">In memory now, mapped files included.</param>
/// <param name="Peak">The most that ever was.</param>
internal readonly record struct Memory(long Resident, long Peak)
{
    private const string Status = "/proc/self/status";

    public double ResidentGibibytes => Resident / 1024.0;

    public static Memory Now()
    {
        var lines = File.Exists(Status) ? File.ReadAllLines(Status) : [];
        return new Memory(Of("VmRSS:"), Of("VmHWM:"));

        long Of(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
                ? long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >> 10
                : 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"resident {Resident} MiB, at most {Peak} MiB so far");
}
