namespace ResearchHub.Api.Hosting;

/// <summary>Folders beside ResearchHub.sln.</summary>
internal static class RepositoryFolder
{
    /// <summary>Path of a folder beside ResearchHub.sln when the program runs inside the repository, else in the current folder.</summary>
    public static string Find(string name)
    {
        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ResearchHub.sln")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder?.FullName ?? Directory.GetCurrentDirectory(), name);
    }
}
