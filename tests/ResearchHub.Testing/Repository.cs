namespace ResearchHub.Testing;

/// <summary>The repository that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution, found upwards from the test's own folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The seed that the product ships.</summary>
    public static string Seed => Path.Combine(Root, "seed");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ResearchHub.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ResearchHub.sln.");
    }
}
