using System.Security.Cryptography;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>The files of one cluster: <c>pgdata</c>, the superuser's <c>password</c>, and the <c>lock</c> of the program using it.</summary>
internal sealed class PostgresCluster(string directory)
{
    public string Directory { get; } = Path.GetFullPath(directory);

    public string Data => Path.Combine(Directory, "pgdata");

    private string PasswordFile => Path.Combine(Directory, "password");

    /// <summary>Takes the folder for this process; null when another one has it. Ends with the process, also by kill -9.</summary>
    public FileStream? TryLock()
    {
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            return new FileStream(Path.Combine(Directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The data folder {Directory} cannot be written.");
        }
        catch (IOException exception)
        {
            return File.Exists(Path.Combine(Directory, "lock"))
                ? null
                : throw new EmbeddedPostgresException($"The data folder {Directory} cannot be used: {exception.Message}");
        }
    }

    public async Task<string> ReadPasswordAsync(CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim();

    /// <summary>Runs initdb unless the cluster is there. An initdb that was cut off leaves nothing behind that counts.</summary>
    public async Task EnsureCreatedAsync(
        PostgresBinaries binaries,
        ProcessLauncher launcher,
        EmbeddedPostgresOptions options,
        CancellationToken cancellationToken
    )
    {
        var version = Path.Combine(Data, "PG_VERSION");
        if (File.Exists(version))
        {
            await EnsureSameVersionAsync((await File.ReadAllTextAsync(version, cancellationToken)).Trim(), binaries, cancellationToken);
            return;
        }
        var unfinished = Data + ".new";
        if (System.IO.Directory.Exists(unfinished))
        {
            System.IO.Directory.Delete(unfinished, recursive: true);
        }
        await WritePasswordAsync(cancellationToken);
        await launcher.OwnAsync([Directory], cancellationToken);
        string[] command =
        [
            .. launcher.Prefix,
            binaries.Initdb,
            $"--pgdata={unfinished}",
            $"--username={options.User}",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=icu",
            "--icu-locale=und",
            $"--auth={(options.Throwaway ? "trust" : "scram-sha-256")}",
            $"--pwfile={PasswordFile}",
            .. options.Throwaway ? ["--no-sync"] : Array.Empty<string>(),
        ];
        var (code, output) = await ProcessLauncher.RunAsync(command, cancellationToken).WaitAsync(options.Timeout, cancellationToken);
        if (code != 0)
        {
            throw new EmbeddedPostgresException($"initdb could not create a database cluster in {Directory}: {LastLine(output)}");
        }
        System.IO.Directory.Move(unfinished, Data);
    }

    /// <summary>Another major version cannot read the files; it would say so in terms that help nobody.</summary>
    private async Task EnsureSameVersionAsync(string made, PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        var (code, output) = await ProcessLauncher.RunAsync([binaries.Postgres, "--version"], cancellationToken);
        var found = output
            .Split(' ')
            .Select(word => word.Split('.')[0])
            .FirstOrDefault(word => word.Length > 0 && word.All(char.IsAsciiDigit));
        if (code == 0 && found is not null && !string.Equals(found, made, StringComparison.Ordinal))
        {
            throw new EmbeddedPostgresException(
                $"The database in {Directory} was made by PostgreSQL {made}, but the one found, in {binaries.Directory}, is version {found}: run `npm ci --ignore-scripts` in src/postgres, or set {PostgresBinaries.Variable} to the programs of version {made}."
            );
        }
    }

    private async Task WritePasswordAsync(CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new StreamWriter(PasswordFile, options);
        await file.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true).AsMemory(), cancellationToken);
    }

    private static string LastLine(string output) =>
        output.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? output.Split('\n')[^1];
}
