namespace ResearchHub.Api.Transport;

/// <summary>Temporary files of one request; those that nobody has taken are deleted with it.</summary>
internal sealed class ReceivedFiles(string folder) : IDisposable
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);
    private readonly List<string> _paths = [];

    /// <summary>Path for the next file; nothing is there yet.</summary>
    public string NewPath()
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Path.GetRandomFileName());
        _paths.Add(path);
        return path;
    }

    /// <inheritdoc />
    public void Dispose() => _paths.ForEach(File.Delete);

    /// <summary>Deletes what servers left that were killed in the middle of an upload.</summary>
    public static void Sweep(string folder, DateTimeOffset now)
    {
        if (Directory.Exists(folder))
        {
            foreach (
                var path in Directory.EnumerateFiles(folder).Where(path => now.UtcDateTime - File.GetLastWriteTimeUtc(path) > LongestUpload)
            )
            {
                File.Delete(path);
            }
        }
    }
}
