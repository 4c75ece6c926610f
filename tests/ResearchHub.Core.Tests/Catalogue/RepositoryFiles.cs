namespace ResearchHub.Core.Tests.Catalogue;

/// <summary>Finds the shared data that lies beside the repository; tests that need it are skipped elsewhere.</summary>
internal static class RepositoryFiles
{
    /// <summary>Full path of a file of the shared data, or skips the running test.</summary>
    public static string Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", path);
            if (File.Exists(file))
            {
                return file;
            }
        }
        Assert.Skip($"../shared/data/{path} is not beside this repository.");
        return "";
    }
}
