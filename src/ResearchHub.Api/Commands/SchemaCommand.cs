using System.CommandLine;
using GraphQL.Types;
using ResearchHub.Api.GraphQL;
using ResearchHub.Api.GraphQL.Contract;
using ResearchHub.Api.Hosting;

namespace ResearchHub.Api.Commands;

/// <summary><c>schema</c>: prints the contract to <c>schema/*.graphql</c>, or compares it with what is there.</summary>
internal sealed class SchemaCommand : Command
{
    private readonly Option<bool> _check = new("--check")
    {
        Description = "Write nothing; fail when the files differ from the server's schema.",
    };
    private readonly Option<string> _folder = new("--folder")
    {
        Description = "Folder of the files (default: schema under the repository).",
        HelpName = "DIR",
    };

    public SchemaCommand(HubConsole console)
        : base("schema", "Print the schema to schema/*.graphql, or compare with it.")
    {
        Add(_check);
        Add(_folder);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task<int> RunAsync(ParseResult parsed, HubConsole console, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder) ?? RepositoryFolder.Find("schema");
        var services = new ServiceCollection();
        services.AddSingleton<ISchema, HubSchema>();
        await using var provider = services.BuildServiceProvider();
        var files = await SchemaFiles.PrintAsync(provider.GetRequiredService<ISchema>());
        var existing = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.graphql").Select(path => Path.GetFileName(path)).ToArray()
            : [];
        if (parsed.GetValue(_check))
        {
            var differing = files
                .Where(file =>
                    !existing.Contains(file.Key, StringComparer.Ordinal) || File.ReadAllText(Path.Combine(folder, file.Key)) != file.Value
                )
                .Select(file => file.Key)
                .Concat(existing.Except(files.Keys, StringComparer.Ordinal))
                .ToArray();
            if (differing.Length > 0)
            {
                console.Warn(
                    $"schema/ is not what the server prints ({string.Join(", ", differing)}); run ./hub schema and review the change."
                );
                return 1;
            }
            console.Line($"schema/ is what the server prints ({files.Count} files)");
            return 0;
        }
        Directory.CreateDirectory(folder);
        foreach (var stale in existing.Except(files.Keys, StringComparer.Ordinal))
        {
            File.Delete(Path.Combine(folder, stale));
        }
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
        }
        console.Line($"Printed {files.Count} files to {folder}");
        return 0;
    }
}
