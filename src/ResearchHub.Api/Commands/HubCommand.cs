using System.CommandLine;
using System.Globalization;
using ResearchHub.Api.Hosting;

namespace ResearchHub.Api.Commands;

/// <summary>One command of the program. A new one derives from this (or from <see cref="DatabaseCommand"/>) and joins the list in HubCommandLine.</summary>
internal abstract class HubCommand : Command
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of the database and the search index (default: .data).",
        HelpName = "DIR",
    };

    protected HubCommand(string name, string description, HubConsole console)
        : base(name, description)
    {
        Add(_data);
        SetAction((parsed, cancellationToken) => RunAsync(HubSetup.Read(Settings(parsed)), parsed, console, cancellationToken));
    }

    /// <summary>Does the work. Throws <see cref="HubStartException"/> with one sentence when it cannot.</summary>
    protected abstract Task RunAsync(HubSetup setup, ParseResult parsed, HubConsole console, CancellationToken cancellationToken);

    /// <summary>What the command line said, as configuration keys; what it did not say stays with the environment.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings(ParseResult parsed)
    {
        if (parsed.GetValue(_data) is { } folder)
        {
            yield return Setting(nameof(HubOptions.DataDirectory), Path.GetFullPath(folder));
        }
    }

    protected static KeyValuePair<string, string?> Setting(string name, IConvertible value) =>
        KeyValuePair.Create($"{HubOptions.Section}:{name}", (string?)value.ToString(CultureInfo.InvariantCulture));
}
