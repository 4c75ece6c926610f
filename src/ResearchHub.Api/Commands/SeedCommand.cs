using System.CommandLine;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Seeding;

namespace ResearchHub.Api.Commands;

/// <summary><c>seed</c>: loads the shipped seed, or a file of records; also beside a running server.</summary>
internal sealed class SeedCommand : DatabaseCommand
{
    /// <summary>Most refused lines that are printed.</summary>
    private const int Shown = 20;

    private readonly Option<string> _file = new("--file")
    {
        Description =
            "Records to load, one JSON object a line, plain or gzipped (schema: seed/README.md); exit code 1 when a line was left out. Without it, the shipped seed.",
        HelpName = "F",
    };

    public SeedCommand(HubConsole console)
        : base("seed", "Load the seed, or more records of the same JSONL schema.", console) => Add(_file);

    /// <inheritdoc />
    protected override async Task RunAsync(
        IServiceProvider services,
        ParseResult parsed,
        HubConsole console,
        CancellationToken cancellationToken
    )
    {
        var seeder = services.GetRequiredService<Seeder>();
        if (parsed.GetValue(_file) is not { } path)
        {
            console.Line(SeedStep.Summary(await SeedStep.ReadAsync(() => seeder.SeedAsync(new SeedReport(console), cancellationToken))));
            return;
        }
        LoadResult result;
        try
        {
            result = await seeder.LoadFileAsync(path, new SeedReport(console), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubStartException($"The file {path} cannot be read: {exception.Message}");
        }
        foreach (var error in result.Errors.Take(Shown))
        {
            console.Warn($"{path}, {error}");
        }
        console.Line(SeedStep.Summary(result.Counts));
        if (result.Counts.Refused is > 0 and var refused)
        {
            var lines = refused == 1 ? "1 line was" : $"{refused} lines were";
            throw new HubStartException(
                $"{lines} left out{(refused > Shown ? $"; the first {Shown} are above" : "")}. The others are loaded."
            );
        }
    }
}
