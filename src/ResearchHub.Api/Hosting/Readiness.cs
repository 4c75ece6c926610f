using Npgsql;

namespace ResearchHub.Api.Hosting;

/// <summary>Whether the server can answer, and if not, why not.</summary>
internal sealed class Readiness(NpgsqlDataSource database)
{
    private static readonly TimeSpan DatabaseLimit = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _reason = "starting";

    /// <summary>True once every startup step has run and until the server is asked to stop.</summary>
    public bool IsOpen => _reason is null;

    public void Wait(string reason) => _reason = reason;

    /// <summary>Completes when the startup steps have run; work in the background waits for it.</summary>
    public Task Opened => _opened.Task;

    public void Open()
    {
        _reason = null;
        _opened.TrySetResult();
    }

    /// <summary>Null when ready; asks the database.</summary>
    public async Task<string?> ReasonAgainstAsync(CancellationToken cancellationToken)
    {
        if (_reason is { } reason)
        {
            return reason;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DatabaseLimit);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(limit.Token);
            return null;
        }
        catch (Exception exception)
            when (exception is NpgsqlException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "the database does not answer";
        }
    }
}
