using System.Diagnostics;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>One run of <c>postgres</c> under a watchdog shell that stops it however this program ends, also by kill -9.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    // The shell holds the read end of a pipe whose only write end is ours. When we end, in whatever way, the pipe closes and
    // the server gets SIGINT (fast shutdown), then SIGQUIT after 10 s. setsid keeps a terminal's Ctrl-C away from the server,
    // so that requests under way still find it. The watching part must not hold the outputs, or their readers never end.
    private const string Watchdog = """
        exec 3<&0
        apart=; command -v setsid >/dev/null 2>&1 && apart=setsid
        $apart "$@" </dev/null 3<&- & pid=$!
        ( trap '' INT HUP TERM
          while IFS= read -r _ <&3; do :; done
          kill -INT $pid
          n=0; while kill -0 $pid && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
          kill -QUIT $pid ) >/dev/null 2>&1 & dog=$!
        trap '' INT TERM HUP
        exec 3<&-
        while kill -0 $pid 2>/dev/null; do wait $pid; code=$?; done
        kill -KILL $dog 2>/dev/null
        exit $code
        """;
    private const int KeptLines = 50;

    private readonly Process _shell;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lines = new();
    private readonly Action<string>? _log;

    private PostgresProcess(Process shell, Action<string>? log)
    {
        (_shell, _log) = (shell, log);
        // Not WaitForExitAsync, which also waits for the outputs: a server whose watchdog was killed would hold them.
        shell.EnableRaisingEvents = true;
        shell.Exited += (_, _) => _ended.TrySetResult();
        if (shell.HasExited)
        {
            _ended.TrySetResult();
        }
        shell.OutputDataReceived += (_, line) => Keep(line.Data);
        shell.ErrorDataReceived += (_, line) => Keep(line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
    }

    /// <summary>Completes when the watchdog has ended, as a rule because the server has.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What it complained about last, in one line.</summary>
    public async Task<string> ComplaintAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _shell.WaitForExitAsync(limit.Token); // and for the last of its output
        }
        catch (OperationCanceledException)
        {
            // What was heard until now has to do.
        }
        lock (_lines)
        {
            var fatal = _lines.Where(line =>
                line.Contains("FATAL", StringComparison.Ordinal) || line.Contains("DETAIL", StringComparison.Ordinal)
            );
            return string.Join(" ", fatal.DefaultIfEmpty(_lines.LastOrDefault() ?? "no message").Distinct(StringComparer.Ordinal));
        }
    }

    public static PostgresProcess Start(IEnumerable<string> command, int? stalePid, Action<string>? log)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Watchdog, "postgres-watchdog", .. command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A process number that another program has by now: PostgreSQL counts the one named here as stale, and still checks
        // the shared memory of the old server.
        start.Environment["PG_GRANDPARENT_PID"] = stalePid?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new PostgresProcess(Process.Start(start)!, log);
    }

    /// <summary>Fast shutdown: ends sessions, rolls back what is open, writes a checkpoint.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        try
        {
            _shell.StandardInput.Close();
            await Ended.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            _shell.Kill(entireProcessTree: true);
        }
        catch (IOException)
        {
            await Ended; // The pipe was closed because the shell had ended before.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(30));
        _shell.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }
        _log?.Invoke(line);
    }
}
