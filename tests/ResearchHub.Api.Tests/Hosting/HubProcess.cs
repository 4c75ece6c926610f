using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http;
using System.Runtime.InteropServices;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>The real program in a process of its own, as <c>hub</c> starts it.</summary>
internal sealed partial class HubProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int KillNow = 9;

    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(2);
    private const string ReadyStart = "ResearchHub is ready at ";
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    public HubProcess(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ResearchHub.Api.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                _errors.Enqueue(text);
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Output => [.. _output];

    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>The address in the ready line; fails when the program ends before it.</summary>
    public async Task<Uri> ReadyAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_ready.Task, ended) == ended)
        {
            throw new InvalidOperationException($"The program ended: {string.Join('\n', Errors)}");
        }
        return await _ready.Task;
    }

    /// <summary>Waits for the end and returns the exit code. A program that is started with signals ignored (a job in the background) never ends by one.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(LongestEnd, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"The program did not end: {string.Join('\n', Output)}{string.Join('\n', Errors)}", late);
        }
        return _process.ExitCode;
    }

    public void Signal(int signal) => Signal(_process.Id, signal);

    public static void Signal(int process, int signal) => _ = Kill(process, signal);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal(Terminate);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }
        _output.Enqueue(line);
        if (line.StartsWith(ReadyStart, StringComparison.Ordinal))
        {
            _ready.TrySetResult(new Uri(line[ReadyStart.Length..]));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
