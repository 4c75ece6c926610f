namespace ResearchHub.Testing;

/// <summary>A folder of its own for one test, in memory where the machine has <c>/dev/shm</c>; deleted when disposed.</summary>
public sealed class TestFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public TestFolder()
    {
        Directory.CreateDirectory(Path);
    }

    public string Path { get; } = NewPath("test");

    /// <summary>A path that nobody else uses; nothing is created there.</summary>
    public static string NewPath(string purpose) =>
        System.IO.Path.Combine(
            Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(),
            $"researchhub-{purpose}-{Guid.NewGuid():N}"
        );

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
