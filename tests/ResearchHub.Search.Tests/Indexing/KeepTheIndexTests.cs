using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Tests.Indexing;

public sealed class KeepTheIndexTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IAsyncEnumerable<SearchDocument> Records(int count, string word = "migration") =>
        Enumerable.Range(1, count).Select(id => TestIndex.Study(id, $"{word} {id}")).ToAsyncEnumerable();

    private static async IAsyncEnumerable<SearchDocument> Broken()
    {
        yield return TestIndex.Study(1, "migration");
        await Task.Yield();
        throw new InvalidOperationException("The database went away.");
    }

    [Fact]
    public async Task A_new_folder_asks_for_a_rebuild_and_answers_meanwhile()
    {
        await using var index = TestIndex.Open();

        Assert.True(index.Index.NeedsRebuild);
        Assert.Equal(0, (await index.Search("anything")).TotalCount);

        await index.Index.RebuildAsync(Records(30), new FeedPosition(5, 50), null, Cancellation);

        Assert.False(index.Index.NeedsRebuild);
        Assert.Equal(new FeedPosition(5, 50), index.Index.Status.Sequence);
        Assert.Equal(30, index.Index.Status.Documents);
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(10), new FeedPosition(1, 10), null, Cancellation);
        await index.Index.ApplyAsync([TestIndex.Study(11, "late record")], [3], new FeedPosition(2, 12), Cancellation);
        await index.Index.CommitAsync(Cancellation);
        await index.CloseAsync();

        await using var again = TestIndex.Open(index.Folder);

        Assert.False(again.Index.NeedsRebuild);
        Assert.Equal(new FeedPosition(2, 12), again.Index.Status.Sequence);
        Assert.Equal(10, again.Index.Status.Documents);
        Assert.Equal([11L], await again.Ids("late"));
    }

    /// <summary>The files as they stand while the index is in use are what a process that is killed leaves behind.</summary>
    [Fact]
    public async Task An_index_that_was_never_closed_goes_on_from_its_last_commit()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(10), new FeedPosition(1, 10), null, Cancellation);
        await index.Index.Finished;
        await index.Index.ApplyAsync([TestIndex.Study(11, "committed record")], [], new FeedPosition(2, 11), Cancellation);
        await index.Index.CommitAsync(Cancellation);
        await index.Index.ApplyAsync([TestIndex.Study(12, "lost record")], [], new FeedPosition(3, 12), Cancellation);
        var left = TestIndex.NewFolder();
        foreach (var file in Directory.EnumerateFiles(index.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(left, Path.GetRelativePath(index.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await using var again = TestIndex.Open(left);

        Assert.False(again.Index.NeedsRebuild);
        Assert.Equal(new FeedPosition(2, 11), again.Index.Status.Sequence);
        Assert.Equal([11L], await again.Ids("committed"));
        Assert.Empty(await again.Ids("lost"));
        await again.Index.ApplyAsync([TestIndex.Study(12, "lost record")], [], new FeedPosition(3, 12), Cancellation);
        await again.Index.CommitAsync(Cancellation);
        Assert.Equal([12L], await again.Ids("lost"));
    }

    [Theory]
    [InlineData("segments")]
    [InlineData("CURRENT")]
    [InlineData("vocabulary.json")]
    [InlineData("truncated")]
    public async Task A_damaged_index_asks_for_a_rebuild(string damage)
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(50), new FeedPosition(1, 1), null, Cancellation);
        var generation = Path.Combine(index.Folder, index.Index.Status.Generation);
        await index.CloseAsync();
        switch (damage)
        {
            case "segments":
                foreach (var file in Directory.EnumerateFiles(generation, "segments*"))
                {
                    File.Delete(file);
                }
                break;
            case "vocabulary.json":
                File.Delete(Path.Combine(generation, damage));
                break;
            case "CURRENT":
                File.WriteAllText(Path.Combine(index.Folder, "CURRENT"), "../../etc");
                break;
            default:
                var largest = Directory.EnumerateFiles(generation).OrderByDescending(file => new FileInfo(file).Length).First();
                using (var stream = new FileStream(largest, FileMode.Open))
                {
                    stream.SetLength(stream.Length / 2);
                }
                break;
        }

        await using var again = TestIndex.Open(index.Folder);

        Assert.True(again.Index.NeedsRebuild);
        await again.Index.RebuildAsync(Records(50), new FeedPosition(1, 1), null, Cancellation);
        Assert.Equal(50, (await again.Search("migration")).TotalCount);
    }

    [Theory]
    [InlineData("halved")]
    [InlineData("deleted")]
    [InlineData("changed")]
    public async Task Whichever_file_is_damaged_a_rebuild_is_asked_for_or_nothing_is_lost(string damage)
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(50), new FeedPosition(1, 50), null, Cancellation);
        await index.Index.ApplyAsync([TestIndex.Study(51, "late record")], [3], new FeedPosition(2, 52), Cancellation);
        await index.Index.CommitAsync(Cancellation);
        await index.Index.Finished;
        await index.CloseAsync();
        var files = Directory
            .EnumerateFiles(index.Folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0)
            .ToDictionary(file => Path.GetRelativePath(index.Folder, file), File.ReadAllBytes);
        var generation = File.ReadAllText(Path.Combine(index.Folder, "CURRENT"));
        var spare = files
            .Keys.Where(file =>
                Path.GetFileName(file) == "segments.gen" || (file != "CURRENT" && !file.StartsWith(generation, StringComparison.Ordinal))
            )
            .ToList();
        var unnoticed = new List<string>();

        foreach (var file in files.Keys)
        {
            var folder = TestIndex.NewFolder();
            Copy(files, folder);
            Damage(Path.Combine(folder, file), damage);

            await using var again = TestIndex.Open(folder);

            if (again.Index.NeedsRebuild)
            {
                continue;
            }
            unnoticed.Add(file);
            Assert.Equal(new FeedPosition(2, 52), again.Index.Status.Sequence);
            Assert.Equal(50, again.Index.Status.Documents);
            Assert.Equal([51L], await again.Ids("late"));
        }

        Assert.Equal(spare, unnoticed);

        static void Damage(string file, string damage)
        {
            var bytes = File.ReadAllBytes(file);
            switch (damage)
            {
                case "halved":
                    File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                    break;
                case "deleted":
                    File.Delete(file);
                    break;
                default:
                    bytes[bytes.Length / 2] ^= 0x10;
                    File.WriteAllBytes(file, bytes);
                    break;
            }
        }

        static void Copy(Dictionary<string, byte[]> files, string folder)
        {
            foreach (var (file, bytes) in files)
            {
                var copy = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllBytes(copy, bytes);
            }
        }
    }

    [Fact]
    public async Task A_vocabulary_that_could_not_be_written_is_written_by_the_next_commit()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(1), new FeedPosition(1, 1), null, Cancellation);
        var blocked = Path.Combine(index.Folder, index.Index.Status.Generation, "vocabulary.json.new");
        var record = TestIndex.Study(2, "second") with
        {
            Concepts =
            [
                new SearchConcept(
                    ConceptScheme.Topic,
                    ["hawala"],
                    [new LocalizedText("en", "Hawala"), new LocalizedText("sr", "Havala")],
                    []
                ),
            ],
        };
        Directory.CreateDirectory(blocked);
        await index.Index.ApplyAsync([record, TestIndex.Study(3, "havala", language: "sr")], [], new FeedPosition(9, 9), Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => index.Index.CommitAsync(Cancellation));
        Directory.Delete(blocked);
        await index.Index.CommitAsync(Cancellation);
        await index.CloseAsync();

        await using var again = TestIndex.Open(index.Folder);

        Assert.Equal([2L, 3L], (await again.Ids("hawala")).Order());
    }

    [Fact]
    public async Task Scores_of_a_ranking_fall_with_its_order_to_any_depth()
    {
        await using var index = await TestIndex.With([
            .. Enumerable.Range(1, 150).Select(id => TestIndex.Study(id, $"Remittances {id}", "Remittances, remittances and remittances")),
            .. Enumerable
                .Range(151, 150)
                .Select(id => TestIndex.Study(id, $"Something else {id} with many words about remittances of people and asylum")),
        ]);

        var scores = index.Index.Rank("remittances households asylum", 300, RankingFeatures.All).Select(hit => hit.Score).ToList();

        Assert.Equal(300, scores.Distinct().Count());
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task Only_the_generation_in_use_and_the_one_before_it_are_kept()
    {
        await using var index = TestIndex.Open();

        for (var round = 1; round <= 4; round++)
        {
            await index.Index.RebuildAsync(Records(round), new FeedPosition(1, round), null, Cancellation);
        }

        Assert.Equal(2, Directory.GetDirectories(index.Folder).Length);
        Assert.Equal(4, index.Index.Status.Documents);
    }

    [Fact]
    public async Task A_failed_rebuild_leaves_the_old_generation_in_use()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(5), new FeedPosition(1, 1), null, Cancellation);
        var before = index.Index.Status;

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            index.Index.RebuildAsync(Broken(), new FeedPosition(2, 2), null, Cancellation)
        );

        Assert.Equal(before, index.Index.Status);
        Assert.Equal(5, (await index.Search("migration")).TotalCount);
    }

    [Fact]
    public async Task What_is_left_of_builds_that_did_not_end_is_removed_by_the_next()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(5), new FeedPosition(1, 1), null, Cancellation);
        await index.Index.RebuildAsync(Records(5), new FeedPosition(1, 2), null, Cancellation);
        var before = Directory.GetDirectories(index.Folder).Order(StringComparer.Ordinal).ToList();
        var used = Path.Combine(index.Folder, index.Index.Status.Generation);
        Directory.CreateDirectory(used[..^4] + "0097");
        await File.WriteAllTextAsync(used[..^4] + "0097/_0.fdt", "cut off", Cancellation);
        using var other = Generation.Create(used[..^4] + "0098", new SearchOptions { Directory = index.Folder });

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            index.Index.RebuildAsync(Broken(), new FeedPosition(2, 2), null, Cancellation)
        );

        Assert.Equal([.. before, other.Path], Directory.GetDirectories(index.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rebuild_that_cannot_be_put_into_use_leaves_the_old_generation_in_use_and_nothing_behind()
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(5), new FeedPosition(1, 1), null, Cancellation);
        var (before, folders) = (index.Index.Status, Directory.GetDirectories(index.Folder));
        var blocked = Path.Combine(index.Folder, "CURRENT.new");
        Directory.CreateDirectory(blocked);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            index.Index.RebuildAsync(Records(6), new FeedPosition(2, 2), null, Cancellation)
        );

        Directory.Delete(blocked);
        Assert.Equal(before, index.Index.Status);
        Assert.Equal(folders.Order(StringComparer.Ordinal), Directory.GetDirectories(index.Folder).Order(StringComparer.Ordinal));
        await index.Index.RebuildAsync(Records(6), new FeedPosition(2, 2), null, Cancellation);
        Assert.Equal(6, (await index.Search("migration")).TotalCount);
    }

    [Fact]
    public async Task A_search_waits_for_the_position_it_asks_for()
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "first"));
        var wanted = new FeedPosition(9, 9);

        var searching = index.Search(new SearchRequest { Query = "second", MinSequence = wanted });
        await index.Index.ApplyAsync([TestIndex.Study(2, "second")], [], wanted, Cancellation);
        var results = await searching;

        Assert.Equal(2L, Assert.Single(results.Hits).Id);
        Assert.True(results.Sequence >= wanted);
    }

    [Fact]
    public async Task A_position_that_does_not_come_is_an_error_of_its_own()
    {
        await using var index = TestIndex.Open(timeout: TimeSpan.FromMilliseconds(50));

        var error = await Assert.ThrowsAsync<IndexBehindException>(() =>
            index.Search(new SearchRequest { MinSequence = new FeedPosition(9, 9) })
        );

        Assert.Equal(new FeedPosition(9, 9), error.Wanted);
        Assert.Equal(FeedPosition.Start, error.Reached);
    }

    [Fact]
    public async Task Reads_and_writes_go_on_together()
    {
        const int records = 60;
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(Records(records), new FeedPosition(1, 0), null, Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(ReadAsync, Cancellation)).ToList();
        for (var round = 1; round <= 40; round++)
        {
            var batch = Enumerable.Range(1, 20).Select(id => TestIndex.Study(id, $"migration {id} round{round}")).ToList();
            await index.Index.ApplyAsync(batch, [], new FeedPosition(2, round), Cancellation);
            if (round % 10 == 0)
            {
                await index.Index.CommitAsync(Cancellation);
            }
            if (round == 20)
            {
                await index.Index.RebuildAsync(Records(records), new FeedPosition(2, round), null, Cancellation);
            }
        }
        await stop.CancelAsync();
        var anomalies = (await Task.WhenAll(readers)).Sum();

        Assert.Equal(0, anomalies);
        Assert.Equal(records, index.Index.Status.Documents);

        async Task<int> ReadAsync()
        {
            var wrong = 0;
            do
            {
                var results = await index.Search(
                    new SearchRequest
                    {
                        Query = "migration",
                        First = 100,
                        Highlights = true,
                        Facets = [new FacetRequest(FacetField.Kind)],
                    }
                );
                var isWhole = results.TotalCount == records && results.Hits.Select(hit => hit.Id).Distinct().Count() == records;
                wrong += isWhole && results.Facets[0].Values[0].Count == records ? 0 : 1;
            } while (!stop.IsCancellationRequested);
            return wrong;
        }
    }
}
