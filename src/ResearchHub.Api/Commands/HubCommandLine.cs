using System.CommandLine;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Data;
using ResearchHub.Core.Data.Embedded;

namespace ResearchHub.Api.Commands;

/// <summary>The commands of the program. Exit codes: 0 done, 1 could not be done, 2 not understood.</summary>
internal static class HubCommandLine
{
    private static readonly string[] AboutTheProgram = ["--help", "-h", "-?", "--version"];

    public static async Task<int> RunAsync(string[] args, HubConsole console)
    {
        var isDefault = args is [] || (args[0].StartsWith('-') && !AboutTheProgram.Contains(args[0], StringComparer.Ordinal));
        var parsed = Root(console).Parse(isDefault ? ["run", .. args] : args);
        if (parsed.Errors is [_, ..])
        {
            var unknown = parsed.UnmatchedTokens is [var token, ..] ? $"{token} is not an option or command" : parsed.Errors[0].Message;
            console.Warn($"{unknown.TrimEnd('.')}; see ./hub help.");
            return 2;
        }
        using var stop = new StopSignal();
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is HubStartException or EmbeddedPostgresException or DatabaseSetupException)
        {
            console.Warn(exception.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static RootCommand Root(HubConsole console)
    {
        var version = new Command("version", "Print the version.");
        version.SetAction(_ => console.Line(Product.Version));
        var root = new RootCommand("ResearchHub: research and evidence for migration policy, over GraphQL.")
        {
            new RunCommand(console),
            new SeedCommand(console),
            new ReindexCommand(console),
            new SchemaCommand(console),
            new TokenCommand(console),
            version,
        };
        var help = new Command("help", "Print this text.");
        help.SetAction((_, cancellationToken) => root.Parse(["--help"]).InvokeAsync(null, cancellationToken));
        root.Add(help);
        return root;
    }
}
