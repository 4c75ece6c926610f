using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ResearchHub.Api.Hosting;
using ResearchHub.Api.Transport;
using ResearchHub.Search;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>The guide for those who run a server lists what it measures, by name and unit, and nothing else.</summary>
public sealed partial class MetricsGuideTests
{
    private static readonly string[] Meters = [Telemetry.SourceName, TransportTelemetry.Name, SearchMetrics.MeterName];

    [Fact]
    public void The_guide_lists_every_measurement_with_its_unit()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "schema", "guides", "operating.md"));

        Assert.Equal(Measured(), Row().Matches(guide).Select(match => (match.Groups["name"].Value, match.Groups["unit"].Value)).Order());
    }

    private static IReadOnlyList<(string, string)> Measured()
    {
        var found = new HashSet<(string, string)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (Meters.Contains(instrument.Meter.Name, StringComparer.Ordinal))
                {
                    lock (found)
                    {
                        found.Add((instrument.Name, instrument.Unit ?? ""));
                    }
                }
            },
        };
        RuntimeHelpers.RunClassConstructor(typeof(TransportTelemetry).TypeHandle);
        using var search = new SearchMetrics();
        listener.Start();
        lock (found)
        {
            return [.. found.Order()];
        }
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_.]+)` \| (?<unit>[a-z]+|\{[a-z]+\}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
