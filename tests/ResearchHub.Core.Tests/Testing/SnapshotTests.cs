using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Testing;

public sealed class SnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Passes_when_the_text_is_the_verified_one()
    {
        WriteVerified("one\ntwo\n");

        await Snapshot.MatchAsync("one\r\ntwo", "sample", SourceFile);

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Fails_with_the_first_different_line_and_leaves_the_received_text()
    {
        WriteVerified("one\ntwo\n");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Snapshot.MatchAsync("one\nthree", "sample", SourceFile));

        Assert.Contains("differs from line 2", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("- two\n+ three", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\nthree\n", File.ReadAllText(Received));
        Assert.Equal("one\ntwo\n", File.ReadAllText(Verified));
    }

    [Fact]
    public async Task Fails_when_there_is_no_verified_text_yet()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Snapshot.MatchAsync("one", "sample", SourceFile));

        Assert.StartsWith("There is no snapshot sample yet.", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Verified));
    }

    public void Dispose() => _folder.Dispose();

    private string SourceFile => _folder.File("SomeTests.cs");

    private string Verified => _folder.File("Snapshots/sample.verified.txt");

    private string Received => _folder.File("Snapshots/sample.received.txt");

    private void WriteVerified(string text)
    {
        Directory.CreateDirectory(_folder.File("Snapshots"));
        File.WriteAllText(Verified, text);
    }
}
