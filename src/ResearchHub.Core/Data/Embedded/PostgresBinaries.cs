using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>A folder that holds <c>initdb</c> and <c>postgres</c>.</summary>
public sealed record PostgresBinaries(string Directory)
{
    /// <summary>Environment variable that names the folder and wins over every other place.</summary>
    public const string Variable = "RESEARCHHUB_PG_BIN";

    public string Initdb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>
    /// Looks in <paramref name="configured"/>, then <see cref="Variable"/>, then the npm package under <c>src/postgres</c>
    /// of any folder above the program, then the usual places of an installed PostgreSQL, newest first.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">There is none, or a folder that was named lacks the programs.</exception>
    public static PostgresBinaries Locate(string? configured)
    {
        var named = configured ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return IsComplete(named)
                ? new PostgresBinaries(named)
                : throw new EmbeddedPostgresException($"The folder {named} holds no initdb and postgres; correct {Variable}.");
        }
        var found =
            Packaged().Concat(Installed()).FirstOrDefault(IsComplete)
            ?? throw new EmbeddedPostgresException(
                $"No PostgreSQL was found: run `npm ci --ignore-scripts` in src/postgres, install PostgreSQL, set {Variable} to a folder with initdb and postgres, or set ConnectionStrings__ResearchHub."
            );
        AddMissingLinks(found);
        return new PostgresBinaries(found);
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static IEnumerable<string> Packaged()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var package = Path.Combine("@embedded-postgres", $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "src", "postgres", "node_modules", package, "native", "bin");
        }
    }

    private static IEnumerable<string> Installed()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = System.IO.Directory.Exists(debian) ? System.IO.Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(folder =>
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0
            )
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat([
                "/usr/local/bin",
                "/usr/bin",
                "/opt/homebrew/bin",
                "/opt/homebrew/opt/postgresql@18/bin",
                "/usr/local/opt/postgresql@18/bin",
            ]);
    }

    /// <summary>npm packages cannot hold symbolic links: the package lists them for an install script that we do not run.</summary>
    private static void AddMissingLinks(string bin)
    {
        var native = Path.GetDirectoryName(bin)!;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }
        var package = Path.GetDirectoryName(native)!;
        using var json = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in json.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            AddLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static void AddLink(string target, string source)
    {
        try
        {
            if (!Path.Exists(target))
            {
                File.CreateSymbolicLink(target, source);
            }
        }
        catch (IOException) when (Path.Exists(target))
        {
            // Another process that started at the same time was quicker.
        }
    }
}
