using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>
/// How to start a PostgreSQL program from this account. PostgreSQL refuses to run as root; for root the command gets
/// a prefix that gives it another user id.
/// </summary>
internal sealed partial record ProcessLauncher(IReadOnlyList<string> Prefix, uint? Owner)
{
    private const uint Nobody = 65534;

    /// <summary>Chooses by the account and by who owns the cluster, so that one made another way goes on being used.</summary>
    public static async Task<ProcessLauncher> ForAsync(string cluster, CancellationToken cancellationToken)
    {
        if (GetEffectiveUserId() != 0)
        {
            return new ProcessLauncher([], null);
        }
        var owner = Directory.Exists(cluster) ? await OwnerOfAsync(cluster, cancellationToken) : null;
        // A user namespace in which root is number 1000: needs no other account and no change of owner.
        string[] namespaced = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];
        if (owner is null or 0 && await SucceedsAsync([.. namespaced, "true"], cancellationToken))
        {
            return new ProcessLauncher(namespaced, null);
        }
        // Containers may forbid namespaces: a real account without rights, which must then own the files.
        var user = owner is null or 0 ? Nobody : owner.Value;
        string[] other = ["setpriv", Invariant($"--reuid={user}"), Invariant($"--regid={user}"), "--clear-groups", "--"];
        return await SucceedsAsync([.. other, "true"], cancellationToken)
            ? new ProcessLauncher(other, user)
            : throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start the server from another account or set ConnectionStrings__ResearchHub."
            );
    }

    /// <summary>Gives the paths to the account that PostgreSQL will run as; nothing to do unless that is another one.</summary>
    public async Task OwnAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        if (Owner is { } owner && !await SucceedsAsync(["chown", "-R", Invariant($"{owner}:{owner}"), .. paths], cancellationToken))
        {
            throw new EmbeddedPostgresException($"The data folder could not be given to the user id {owner} that PostgreSQL runs as.");
        }
    }

    private static async Task<uint?> OwnerOfAsync(string path, CancellationToken cancellationToken)
    {
        var (code, output) = await RunAsync(["stat", "-c", "%u", path], cancellationToken);
        return code == 0 && uint.TryParse(output, CultureInfo.InvariantCulture, out var owner) ? owner : null;
    }

    private static async Task<bool> SucceedsAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        (await RunAsync(command, cancellationToken)).Code == 0;

    /// <summary>Runs a command to its end and returns its exit code (-1: not found) with both outputs together.</summary>
    public static async Task<(int Code, string Output)> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            return (-1, exception.Message);
        }
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return (process.ExitCode, (await errors + await output).Trim());
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
