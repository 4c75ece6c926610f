using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Testing;

namespace ResearchHub.Core.Tests.Catalogue.Files;

public sealed class DataFileStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Deleting_what_was_never_kept_is_no_error_even_before_there_is_any_folder()
    {
        var store = new DataFileStore(_folder.File("seed"), _folder.File("files"), _folder.File("blobs"));

        store.Delete("blob:" + new string('a', 64));

        Assert.False(Directory.Exists(_folder.File("blobs")));
    }

    [Fact]
    public void An_uploaded_file_is_deleted_and_nothing_outside_of_the_folder_is()
    {
        var blob = _folder.File(Path.Combine("blobs", "aa", new string('a', 64)));
        var seed = _folder.File(Path.Combine("seed", "one.csv"));
        foreach (var path in new[] { blob, seed })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "a");
        }
        var store = new DataFileStore(_folder.File("seed"), _folder.File("files"), _folder.File("blobs"));

        store.Delete("seed:one.csv");
        store.Delete("blob:../seed/one.csv");
        store.Delete("blob:" + new string('a', 64));

        Assert.True(File.Exists(seed));
        Assert.False(File.Exists(blob));
    }

    public void Dispose() => _folder.Dispose();
}
