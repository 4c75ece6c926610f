using System.Globalization;

namespace ResearchHub.Api.Hosting;

/// <summary>What the person at the terminal reads: results and progress on standard output, trouble on standard error.</summary>
internal sealed class HubConsole(TextWriter output, TextWriter error, TimeProvider time) : IProgressReport
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private long _lastCount = time.GetTimestamp();

    /// <inheritdoc />
    public void Line(string text)
    {
        lock (_gate)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }

    /// <inheritdoc />
    public void Count(string what, long done, long? total)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_lastCount) < BetweenCounts)
            {
                return;
            }
            _lastCount = time.GetTimestamp();
        }
        Line(
            total is { } all
                ? string.Create(CultureInfo.InvariantCulture, $"  {what}: {done:N0} of {all:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"  {what}: {done:N0}")
        );
    }

    /// <summary>One sentence about trouble.</summary>
    public void Warn(string text)
    {
        lock (_gate)
        {
            error.WriteLine(text);
            error.Flush();
        }
    }
}
