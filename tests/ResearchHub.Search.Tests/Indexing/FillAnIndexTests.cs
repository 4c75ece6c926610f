using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Tests.Indexing;

/// <summary>A rebuild writes its segments by a way of its own: what is in them must be what Lucene's writer would have put there.</summary>
public sealed class FillAnIndexTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(700, 128, 1)]
    [InlineData(3000, 1, 3)]
    public async Task A_filled_index_holds_exactly_what_an_index_written_record_by_record_holds(int count, int writeBuffer, int pieces)
    {
        var folder = TestIndex.NewFolder();
        var options = new SearchOptions { Directory = folder, WriteBufferMegabytes = writeBuffer };
        var records = Enumerable.Range(1, count).Select(Record).ToList();
        try
        {
            using var filled = Generation.Create(Path.Combine(folder, "filled"), options);
            using var written = Generation.Create(Path.Combine(folder, "written"), options);

            await filled.FillAsync(records.ToAsyncEnumerable(), null, Cancellation);
            records.ForEach(written.Put);

            Assert.InRange(Directory.GetFiles(filled.Path, "*.si").Length, pieces, int.MaxValue);
            Assert.Equal(Dump(written), Dump(filled));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_a_rebuild_leaves_in_pieces_is_joined_afterwards()
    {
        await using var index = TestIndex.Open(writeBuffer: 1);
        var filler = new string('x', 6_000);
        var records = Enumerable.Range(1, 4000).Select(id => TestIndex.Study(id, $"remains {id}", $"{filler} {id}"));

        await index.Index.RebuildAsync(records.ToAsyncEnumerable(), new FeedPosition(1, 1), null, Cancellation);
        var pieces = Segments();
        await index.Index.Finished;

        Assert.InRange(pieces, 12, 100);
        Assert.InRange(Segments(), 1, pieces / 2);
        Assert.Equal(4000, (await index.Search("remains")).TotalCount);

        int Segments() => Directory.GetFiles(index.Folder, "*.si", SearchOption.AllDirectories).Length;
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_rebuild_with_its_error_and_leaves_the_index_as_it_was()
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "remains"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            index.Index.RebuildAsync(Broken(), new FeedPosition(9, 9), null, Cancellation)
        );

        Assert.Equal("the database is gone", error.Message);
        Assert.Equal([1L], await index.Ids("remains"));
        Assert.Single(Directory.GetDirectories(index.Folder));

        static async IAsyncEnumerable<SearchDocument> Broken()
        {
            for (var id = 1; id <= 1000; id++)
            {
                yield return TestIndex.Study(id, "new");
            }
            await Task.Yield();
            throw new InvalidOperationException("the database is gone");
        }
    }

    [Fact]
    public async Task A_record_that_cannot_be_indexed_ends_the_rebuild()
    {
        await using var index = TestIndex.Open();
        var records = Enumerable.Range(1, 5000).Select(id => id == 2000 ? null! : TestIndex.Study(id, "title"));

        await Assert.ThrowsAsync<NullReferenceException>(() =>
            index.Index.RebuildAsync(records.ToAsyncEnumerable(), new FeedPosition(1, 1), null, Cancellation)
        );

        Assert.True(index.Index.NeedsRebuild);
    }

    [Fact]
    public async Task A_rebuild_that_is_cancelled_stops()
    {
        await using var index = TestIndex.Open();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            index.Index.RebuildAsync(Endless(), new FeedPosition(1, 1), null, stop.Token)
        );

        async IAsyncEnumerable<SearchDocument> Endless()
        {
            for (var id = 1; ; id++)
            {
                if (id == 3000)
                {
                    await stop.CancelAsync();
                }
                yield return TestIndex.Study(id, "title");
            }
        }
    }

    /// <summary>Records of all kinds of text: two titles, stop words, both scripts, names, labels, long gaps, nothing at all.</summary>
    private static SearchDocument Record(int id) =>
        (id % 7) switch
        {
            0 => TestIndex.Study(id, "", null),
            1 => TestIndex.Study(id, "The return of the migrants", "They didn't return. And the, the of!"),
            2 => TestIndex.Study(id, "Дознаке и миграције", "Радници шаљу дознаке својим породицама.", "sr-Cyrl"),
            3 => TestIndex.Study(id, "Doznake i migracije", $"Povratak {id}", "sr-Latn") with
            {
                Titles = [new LocalizedText("sr-Latn", "Povratnici"), new LocalizedText("en", "Returnees")],
                Contributors = [new SearchName(id % 40, "Marković, Ana"), new SearchName(7, "O'Neil J.")],
                Funders = [new SearchName(3, "Ministry of the Interior")],
            },
            4 => TestIndex.Study(id, $"Labour {id}") with
            {
                Concepts =
                [
                    new SearchConcept(
                        ConceptScheme.Topic,
                        ["labour", $"skill-{id % 5}"],
                        [new LocalizedText("en", "Skills of workers"), new LocalizedText("sr-Latn", "Veštine")],
                        []
                    ),
                    new SearchConcept(ConceptScheme.GcmObjective, ["6"], [], []),
                ],
                Places = [new SearchPlace(["001", "150", "RS"], [new LocalizedText("en", "Serbia")])],
                Identifiers = [$"10.1000/X{id}", "hdl:1/2"],
                Languages = ["en", "sr"],
                License = "CC-BY-4.0",
            },
            5 => TestIndex.Study(id, "Far words", string.Concat(Enumerable.Repeat("the ", 400)) + "end") with
            {
                Text = "full text of a file, deep in a report",
                PublishedOn = new DateOnly(2020, 1, 1 + (id % 28)),
                Citations = id,
            },
            _ => TestIndex.Study(id, "語る 語 " + new string('x', 200), "😀 10.5 𝒜 ΑΒΓ naïve") with
            {
                Access = "OPEN",
                Type = "REPORT",
                Design = "RCT",
            },
        };

    private static string Dump(Generation generation)
    {
        generation.Commit();
        generation.Refresh();
        var snapshot = generation.TryEnter()!;
        try
        {
            return Dump(SlowCompositeReaderWrapper.Wrap(snapshot.Reader));
        }
        finally
        {
            snapshot.Leave();
        }
    }

    /// <summary>Everything in an index, by the id of the record and not its place.</summary>
    private static string Dump(AtomicReader reader)
    {
        var ids = reader.GetNumericDocValues("id");
        var lines = new List<string>();
        foreach (var field in reader.FieldInfos)
        {
            lines.Add($"{field.Name} {field.IndexOptions} {field.DocValuesType} {field.NormType}");
            AddPostings(lines, reader, field.Name, ids);
            var columns = Columns(reader, field);
            for (var doc = 0; doc < reader.MaxDoc; doc++)
            {
                lines.Add($"{field.Name} of {ids.Get(doc)}: {columns(doc)}");
            }
        }
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            var stored = reader.Document(doc).GetBinaryValue("stored");
            lines.Add($"stored {ids.Get(doc)}: {Convert.ToHexString(stored.Bytes.AsSpan(stored.Offset, stored.Length))}");
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static void AddPostings(List<string> lines, AtomicReader reader, string field, NumericDocValues ids)
    {
        if (reader.GetTerms(field) is not { } terms)
        {
            return;
        }
        lines.Add($"{field} {terms.DocCount} {terms.SumDocFreq} {terms.SumTotalTermFreq} {terms.HasPositions}");
        var each = terms.GetEnumerator();
        while (each.MoveNext())
        {
            var key = Convert.ToHexString(each.Term.Bytes.AsSpan(each.Term.Offset, each.Term.Length));
            lines.Add($"{field} {key} in {each.DocFreq}, {each.TotalTermFreq} times");
            if (terms.HasPositions)
            {
                var postings = each.DocsAndPositions(null, null);
                while (postings.NextDoc() != DocsEnum.NO_MORE_DOCS)
                {
                    var positions = Enumerable.Range(0, postings.Freq).Select(_ => postings.NextPosition());
                    lines.Add($"{field} {key} in {ids.Get(postings.DocID)} at {string.Join(' ', positions)}");
                }
            }
            else
            {
                var postings = each.Docs(null, null);
                while (postings.NextDoc() != DocsEnum.NO_MORE_DOCS)
                {
                    lines.Add($"{field} {key} in {ids.Get(postings.DocID)}");
                }
            }
        }
    }

    /// <summary>What the columns of a field say of a record by its place. The reader is asked for them once: over several pieces that is slow.</summary>
    private static Func<int, string> Columns(AtomicReader reader, FieldInfo field)
    {
        var norms = field.HasNorms ? reader.GetNormValues(field.Name) : null;
        var column = Column(reader, field);
        return doc => $"norm {norms?.Get(doc)} {column(doc)}";
    }

    private static Func<int, string> Column(AtomicReader reader, FieldInfo field)
    {
        var bytes = new BytesRef();
        switch (field.DocValuesType)
        {
            case DocValuesType.NUMERIC:
                var numbers = reader.GetNumericDocValues(field.Name);
                return doc => $"{numbers.Get(doc)}";
            case DocValuesType.BINARY:
                var binary = reader.GetBinaryDocValues(field.Name);
                return doc =>
                {
                    binary.Get(doc, bytes);
                    return bytes.ToString();
                };
            case DocValuesType.SORTED_SET:
                var set = reader.GetSortedSetDocValues(field.Name);
                return doc =>
                {
                    set.SetDocument(doc);
                    var text = new StringBuilder();
                    for (var ord = set.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = set.NextOrd())
                    {
                        set.LookupOrd(ord, bytes);
                        text.Append(bytes).Append(' ');
                    }
                    return text.ToString();
                };
            default:
                return _ => "";
        }
    }
}
