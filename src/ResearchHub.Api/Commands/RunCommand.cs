using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ResearchHub.Api.Hosting;

namespace ResearchHub.Api.Commands;

/// <summary><c>run</c>: serves until it is told to stop.</summary>
internal sealed class RunCommand : HubCommand
{
    private readonly Option<int?> _port = new("--port")
    {
        Description = "TCP port to listen on (default: 5080); 0 takes a free one.",
        HelpName = "N",
        CustomParser = PortCheck.Parse,
    };
    private readonly Option<bool> _noSeed = new("--no-seed") { Description = "Do not load the records of seed/." };

    public RunCommand(HubConsole console)
        : base("run", "Serve the API (the default).", console)
    {
        Add(_port);
        Add(_noSeed);
    }

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings(ParseResult parsed)
    {
        foreach (var setting in base.Settings(parsed))
        {
            yield return setting;
        }
        if (parsed.GetValue(_port) is { } port)
        {
            yield return Setting(nameof(HubOptions.Port), port);
        }
        if (parsed.GetValue(_noSeed))
        {
            yield return Setting(nameof(HubOptions.Seed), false);
        }
    }

    /// <inheritdoc />
    protected override async Task RunAsync(HubSetup setup, ParseResult parsed, HubConsole console, CancellationToken cancellationToken)
    {
        PortCheck.EnsureFree(setup.Options.Port);
        using var folder = DataFolder.Open(setup.Options.DataDirectory);
        await using var database = await DatabaseServer.OpenAsync(setup, ownsFolder: true, console, cancellationToken);
        await using var app = HubApplication.Create(setup, database.ConnectionString);
        try
        {
            await StartAsync(app, setup.Options.Port, cancellationToken);
            await app.OpenAsync(console, cancellationToken);
            console.Line($"ResearchHub is ready at http://localhost:{PortOf(app)}/graphql");
            await app.WaitForShutdownAsync(cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                throw new HubStartException("The server stopped because a part of it failed; its log says which.");
            }
        }
        finally
        {
            app.Services.GetRequiredService<Readiness>().Wait("stopping");
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task StartAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw PortCheck.Taken(port);
        }
    }

    private static int PortOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return BindingAddress.Parse(addresses.First()).Port;
    }
}
