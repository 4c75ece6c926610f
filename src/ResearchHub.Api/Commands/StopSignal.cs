using System.Runtime.InteropServices;

namespace ResearchHub.Api.Commands;

/// <summary>Ctrl-C, SIGTERM and SIGHUP as one token. A second signal ends the process at once (its PostgreSQL still ends in order).</summary>
internal sealed class StopSignal : IDisposable
{
    private const int ExitAfterSecondSignal = 130;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            Environment.Exit(ExitAfterSecondSignal);
        }
        _source.Cancel();
    }
}
