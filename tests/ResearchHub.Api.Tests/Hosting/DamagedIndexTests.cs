using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.AspNetCore.Builder;
using ResearchHub.Api.Hosting;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Testing;
using Directory = System.IO.Directory;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>A data folder with an index that a server has left whole, and what it answered.</summary>
public sealed class WholeIndexFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    private const string Questions = """
        {
          all: search(first: 100) { totalCount nodes { __typename id slug } facets(fields: [KIND, PLACE, TOPIC]) { buckets { key count } } }
          serbian: search(query: "дознаке") { totalCount edges { score node { slug } matched { field term synonym } highlights { field fragments { text } } } }
          misspelt: search(query: "remitances") { totalCount didYouMean nodes { slug } }
          suggest(prefix: "Petr") { kind text }
        }
        """;
    private readonly TestFolder _folder = new();

    public string Answer { get; private set; } = "";

    /// <summary>Copies the index into another data folder.</summary>
    public void CopyIndex(TestFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = folder.File(Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Starts a server on a data folder, asks it and ends it.</summary>
    internal async Task<string> StartAndAskAsync(TestFolder folder, IProgressReport progress)
    {
        await using var app = await StartAnotherAsync(TimeProvider.System, folder, progress, TestContext.Current.CancellationToken);
        var answer = await AnswerAsync(new Uri(app.Address(), "/graphql"));
        await app.StopAsync(TestContext.Current.CancellationToken);
        return answer;
    }

    public static async Task<string> AnswerAsync(Uri address)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(address, new { query = Questions }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        Assert.True(answer.GetProperty("data").GetProperty("serbian").GetProperty("totalCount").GetInt32() > 0);
        return answer.GetProperty("data").GetRawText();
    }

    /// <inheritdoc />
    protected override async Task DatabaseReadyAsync(CancellationToken cancellationToken)
    {
        await base.DatabaseReadyAsync(cancellationToken);
        Answer = await StartAndAskAsync(_folder, new DamagedIndexTests.Lines());
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A server finds its index damaged: it says that it builds it anew, and answers as before.</summary>
public sealed class DamagedIndexTests : IClassFixture<WholeIndexFixture>, IDisposable
{
    private const string Built = "Search index built: ";
    private readonly WholeIndexFixture _hub;
    private readonly TestFolder _folder = new();

    public DamagedIndexTests(WholeIndexFixture hub)
    {
        _hub = hub;
        hub.CopyIndex(_folder);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Index => DataFolder.IndexFolder(_folder.File("data"));

    private string CurrentFile => Path.Combine(Index, "CURRENT");

    private string Generation => Path.Combine(Index, File.ReadAllText(CurrentFile));

    [Theory]
    [InlineData("truncated segment")]
    [InlineData("changed segment")]
    [InlineData("missing file of a segment")]
    [InlineData("missing segments_N")]
    [InlineData("garbage in segments_N")]
    [InlineData("empty segments_N")]
    [InlineData("missing generation")]
    [InlineData("missing CURRENT")]
    [InlineData("garbage in CURRENT")]
    [InlineData("missing vocabulary")]
    [InlineData("garbage in the vocabulary")]
    [InlineData("sequence that the feed does not have")]
    [InlineData("sequence that is none")]
    [InlineData("older generation")]
    public async Task It_is_built_anew_at_start_and_nothing_is_lost(string damage)
    {
        var progress = new Lines();
        Damage(damage);

        var answer = await _hub.StartAndAskAsync(_folder, progress);

        Assert.Single(progress.All, line => line.StartsWith(Built, StringComparison.Ordinal));
        Assert.Equal(_hub.Answer, answer);
    }

    [Theory]
    [InlineData("write.lock")]
    [InlineData("half of a rebuild")]
    [InlineData("vocabulary half written")]
    public async Task What_a_killed_server_leaves_beside_a_whole_index_is_no_damage(string left)
    {
        var progress = new Lines();
        Leave(left);

        var answer = await _hub.StartAndAskAsync(_folder, progress);

        Assert.DoesNotContain(progress.All, line => line.StartsWith(Built, StringComparison.Ordinal));
        Assert.Equal(_hub.Answer, answer);
    }

    [Fact]
    public async Task The_program_says_so_once_and_is_ready()
    {
        var progress = new Lines();
        Damage("truncated segment");

        await using (
            var program = new HubProcess(
                ["run", "--port", "0", "--no-seed", "--data", _folder.File("data")],
                ("ConnectionStrings__ResearchHub", _hub.Database.ConnectionString)
            )
        )
        {
            var address = await program.ReadyAsync(Cancel);
            AssertSaid(program);
            Assert.Equal(_hub.Answer, await WholeIndexFixture.AnswerAsync(address));
        }

        Assert.Equal(_hub.Answer, await _hub.StartAndAskAsync(_folder, progress));
        Assert.DoesNotContain(progress.All, line => line.StartsWith(Built, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSaid(HubProcess program)
    {
        Assert.Contains(program.Output, line => line.StartsWith(Built, StringComparison.Ordinal));
        Assert.Contains(
            program.Errors.Concat(program.Output),
            line => line.Contains("cannot be used and will be rebuilt", StringComparison.Ordinal)
        );
    }

    private void Damage(string damage)
    {
        var largest = Directory.EnumerateFiles(Generation, "_*").MaxBy(file => new FileInfo(file).Length)!;
        var segments = Directory.EnumerateFiles(Generation, "segments_*").Single();
        var vocabulary = Path.Combine(Generation, "vocabulary.json");
        switch (damage)
        {
            case "truncated segment":
                File.WriteAllBytes(largest, File.ReadAllBytes(largest)[..^(int)(new FileInfo(largest).Length / 2)]);
                break;
            case "changed segment":
                var bytes = File.ReadAllBytes(largest);
                bytes[bytes.Length / 2] ^= 0x10;
                File.WriteAllBytes(largest, bytes);
                break;
            case "missing file of a segment":
                File.Delete(largest);
                break;
            case "missing segments_N":
                File.Delete(segments);
                break;
            case "garbage in segments_N":
                File.WriteAllBytes(segments, RandomNumberGenerator.GetBytes(200));
                break;
            case "empty segments_N":
                File.WriteAllBytes(segments, []);
                break;
            case "missing generation":
                Directory.Delete(Generation, recursive: true);
                break;
            case "missing CURRENT":
                File.Delete(CurrentFile);
                break;
            case "garbage in CURRENT":
                File.WriteAllBytes(CurrentFile, RandomNumberGenerator.GetBytes(30));
                break;
            case "missing vocabulary":
                File.Delete(vocabulary);
                break;
            case "garbage in the vocabulary":
                File.WriteAllText(vocabulary, "[{\"Key\":");
                break;
            case "sequence that the feed does not have":
                Commit("99999999999-99");
                break;
            case "sequence that is none":
                Commit("yesterday");
                break;
            case "older generation":
                Directory.Move(Generation, Path.Combine(Index, "0123abcd-0001"));
                File.WriteAllText(CurrentFile, "0123abcd-0001");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage), damage, null);
        }
    }

    private void Leave(string left)
    {
        switch (left)
        {
            case "write.lock":
                File.WriteAllText(Path.Combine(Generation, "write.lock"), "99999");
                break;
            case "half of a rebuild":
                var half = Directory.CreateDirectory(Generation[..^4] + "0099").FullName;
                File.WriteAllBytes(Path.Combine(half, "_0.fdt"), RandomNumberGenerator.GetBytes(100));
                File.WriteAllBytes(Path.Combine(half, "segments_1"), []);
                File.WriteAllText(CurrentFile + ".new", Path.GetFileName(half));
                break;
            default:
                File.WriteAllText(Path.Combine(Generation, "vocabulary.json.new"), "[{");
                break;
        }
    }

    /// <summary>A commit of the same records with another position.</summary>
    private void Commit(string position)
    {
        using var files = FSDirectory.Open(Generation);
        using var writer = new IndexWriter(files, new IndexWriterConfig(LuceneVersion.LUCENE_48, null));
        Assert.NotEmpty(writer.CommitData);
        writer.SetCommitData(writer.CommitData.ToDictionary(pair => pair.Key, _ => position));
        writer.Commit();
    }

    internal sealed class Lines : IProgressReport
    {
        public List<string> All { get; } = [];

        public void Line(string text) => All.Add(text);

        public void Count(string what, long done, long? total) { }
    }
}
