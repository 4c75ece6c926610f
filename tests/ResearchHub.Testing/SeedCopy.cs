namespace ResearchHub.Testing;

/// <summary>A copy of <c>seed/</c> that a test may damage.</summary>
public static class SeedCopy
{
    public static void To(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(Repository.Seed, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Seed, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
