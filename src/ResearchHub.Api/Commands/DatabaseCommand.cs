using System.CommandLine;
using ResearchHub.Api.Hosting;

namespace ResearchHub.Api.Commands;

/// <summary>
/// A command over the server's services and database without the server. Where a server runs on the data folder, it works on
/// that server's database.
/// </summary>
internal abstract class DatabaseCommand(string name, string description, HubConsole console) : HubCommand(name, description, console)
{
    /// <summary>True: the command writes files of the data folder that a running server also writes, so it is refused beside one.</summary>
    protected virtual bool NeedsFolder => false;

    protected abstract Task RunAsync(
        IServiceProvider services,
        ParseResult parsed,
        HubConsole console,
        CancellationToken cancellationToken
    );

    /// <inheritdoc />
    protected sealed override async Task RunAsync(
        HubSetup setup,
        ParseResult parsed,
        HubConsole console,
        CancellationToken cancellationToken
    )
    {
        var path = setup.Options.DataDirectory;
        using var folder = NeedsFolder ? DataFolder.Open(path) : DataFolder.TryOpen(path);
        await using var database = await DatabaseServer.OpenAsync(setup, ownsFolder: folder is not null, console, cancellationToken);
        await using var app = HubApplication.Create(setup, database.ConnectionString);
        await RunAsync(app.Services, parsed, console, cancellationToken);
    }
}
