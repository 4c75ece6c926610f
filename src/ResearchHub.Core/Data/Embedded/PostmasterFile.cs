using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>What <c>postmaster.pid</c> says: line 1 process, line 3 start in Unix seconds, line 4 port, line 8 status.</summary>
internal sealed partial record PostmasterFile(int ProcessId, long StartedAt, int Port, bool IsReady)
{
    private const int Interrupt = 2;
    private const int Quit = 3;

    public static async Task<PostmasterFile?> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(cluster, "postmaster.pid"), cancellationToken);
            return lines.Length < 4 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
                ? null
                : new PostmasterFile(
                    process,
                    long.TryParse(lines[2], CultureInfo.InvariantCulture, out var started) ? started : 0,
                    int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : 0,
                    lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal)
                );
        }
        catch (IOException)
        {
            return null; // Not there, or being replaced at this moment.
        }
    }

    public bool IsSameStartAs(PostmasterFile? other) => other is not null && ProcessId == other.ProcessId && StartedAt == other.StartedAt;

    /// <summary>
    /// Stops a server that outlived its watchdog. A number that now belongs to some other program is left alone, and returned.
    /// </summary>
    public async Task<int?> ClearAsync(string cluster, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (!IsServerOf(process, cluster))
            {
                return ProcessId;
            }
            _ = Kill(ProcessId, Interrupt);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _ = Kill(ProcessId, Quit);
                await process.WaitForExitAsync(cancellationToken);
            }
            return null;
        }
        catch (ArgumentException)
        {
            return null; // No such process any more.
        }
    }

    private static bool IsServerOf(Process process, string cluster)
    {
        try
        {
            var commandLine = $"/proc/{process.Id}/cmdline";
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (!File.Exists(commandLine) || File.ReadAllText(commandLine).Contains(cluster, StringComparison.Ordinal));
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or IOException or Win32Exception or UnauthorizedAccessException)
        {
            return false; // It ended while we looked, or belongs to someone else.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
