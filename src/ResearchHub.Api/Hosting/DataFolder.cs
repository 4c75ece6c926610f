using System.Globalization;

namespace ResearchHub.Api.Hosting;

/// <summary>The data folder, held by one process at a time: <c>postgres/</c>, <c>index/</c>, and who holds it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream folderLock) => (Path, _lock) = (path, folderLock);

    public string Path { get; }

    /// <summary><c>.data</c> beside ResearchHub.sln when the program runs inside the repository, else in the current folder.</summary>
    public static string DefaultPath => RepositoryFolder.Find(".data");

    public static string PostgresFolder(string path) => System.IO.Path.Combine(path, "postgres");

    public static string IndexFolder(string path) => System.IO.Path.Combine(path, "index");

    /// <summary>Takes the folder, creating it when missing.</summary>
    /// <exception cref="HubStartException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Open(string path) =>
        TryOpen(path) ?? throw new HubStartException($"The data folder {path} is in use by another ResearchHub process{Holder(path)}.");

    /// <summary>Null when another process has the folder.</summary>
    /// <exception cref="HubStartException">It cannot be written.</exception>
    public static DataFolder? TryOpen(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            Directory.CreateDirectory(path);
            var folderLock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, folderLock);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new HubStartException($"The data folder {path} cannot be written: {exception.Message}");
        }
    }

    public void Dispose()
    {
        File.Delete(HolderFile(Path));
        _lock.Dispose();
    }

    private static string Holder(string path)
    {
        try
        {
            return $" ({File.ReadAllText(HolderFile(path))})";
        }
        catch (IOException)
        {
            return ""; // It has just ended.
        }
    }

    private static string HolderFile(string path) => System.IO.Path.Combine(path, "process");
}
