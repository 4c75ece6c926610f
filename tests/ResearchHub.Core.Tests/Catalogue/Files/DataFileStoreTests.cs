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

    [Fact]
    public void What_a_server_that_died_left_half_written_is_not_taken_for_the_file()
    {
        var store = new DataFileStore(_folder.File("seed"), _folder.File("files"), _folder.File("blobs"));
        var blob = _folder.File(Path.Combine("blobs", "ab", "ab" + new string('0', 62)));
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        File.WriteAllText(blob, "the wh");
        File.WriteAllText(blob + ".arriving", "the whole file, and more of another");

        store.Keep(Incoming("the whole file"));

        Assert.Equal("the whole file", File.ReadAllText(blob));
        Assert.Equal([blob], Directory.GetFiles(_folder.File("blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_is_here_already_stays_as_it_is()
    {
        var store = new DataFileStore(_folder.File("seed"), _folder.File("files"), _folder.File("blobs"));
        store.Keep(Incoming("once"));
        var again = Incoming("once");

        store.Keep(again);

        Assert.True(File.Exists(again.Path));
        Assert.Equal("once", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.File("blobs"), "*", SearchOption.AllDirectories))));
    }

    [Fact]
    public async Task While_a_file_comes_from_another_file_system_nobody_finds_a_part_of_it()
    {
        // The folder of the test is in memory, where there is such a file system.
        var store = new DataFileStore(_folder.File("seed"), _folder.File("files"), _folder.File("blobs"));
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        const long Size = 64L << 20;
        using (var large = File.Create(path))
        {
            large.Write(new byte[Size]);
        }
        var blob = _folder.File(Path.Combine("blobs", "ab", "ab" + new string('0', 62)));

        var file = new IncomingFile(path, "large.bin", null, Size, "ab" + new string('0', 62));
        var keeping = Task.Run(() => store.Keep(file), TestContext.Current.CancellationToken);
        var seen = new HashSet<long>();
        while (!keeping.IsCompleted)
        {
            if (new FileInfo(blob) is { Exists: true } now)
            {
                seen.Add(now.Length);
            }
        }
        await keeping;

        Assert.False(File.Exists(path));
        Assert.Equal([Size], seen.Append(new FileInfo(blob).Length).Distinct());
    }

    private IncomingFile Incoming(string text)
    {
        var path = _folder.File(Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return new IncomingFile(path, "a.txt", null, text.Length, "ab" + new string('0', 62));
    }

    public void Dispose() => _folder.Dispose();
}
