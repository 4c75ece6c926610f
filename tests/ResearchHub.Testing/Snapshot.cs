using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace ResearchHub.Testing;

/// <summary>
/// Compares text that a person reviews with <c>Snapshots/NAME.verified.txt</c> beside the test's source file. A difference
/// writes <c>NAME.received.txt</c> and fails. <c>UPDATE_SNAPSHOTS=1</c> accepts the new text, except when <c>CI=true</c>.
/// </summary>
public static class Snapshot
{
    public static async Task MatchAsync(string text, string name, [CallerFilePath] string sourceFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, "Snapshots");
        var verified = Path.Combine(folder, name + ".verified.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        var actual = Normalize(text);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        if (string.Equals(actual, expected, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        var accept = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1" && !isCi;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(accept ? verified : received, actual);
        if (accept)
        {
            File.Delete(received);
            return;
        }
        throw new XunitException(Explain(name, expected, actual));
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string Explain(string name, string? expected, string actual)
    {
        const string advice = "Compare the .received file, then accept it with UPDATE_SNAPSHOTS=1.";
        if (expected is null)
        {
            return $"There is no snapshot {name} yet. {advice}\n{actual}";
        }
        var (was, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        return $"Snapshot {name} differs from line {line + 1}. {advice}\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
