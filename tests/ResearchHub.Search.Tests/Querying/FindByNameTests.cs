using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Core.Seeding;
using ResearchHub.Search.Analysis;
using ResearchHub.Testing;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>Who types a name or a title as a whole gets the record of that name.</summary>
public sealed class FindByNameTests
{
    private const int People = 300;
    private const int FewOutputs = 3;

    [Theory]
    [InlineData("David McKenzie")]
    [InlineData("McKenzie, David")]
    [InlineData("mckenzie david")]
    [InlineData("David J. McKenzie")]
    [InlineData("Давид Мекензи")]
    [InlineData("David McKenzei")]
    public async Task A_person_is_first_among_hundreds_who_share_one_of_the_names(string query)
    {
        await using var index = await TestIndex.With([
            .. Enumerable.Range(2, People).Select(id => Person(id, $"David Surname{id}", [])),
            .. Enumerable.Range(400, 20).Select(id => Person(id, $"Давид Презиме{id}", [])),
            Person(1, query.Any(sign => sign > 'z') ? "Давид Мекензи" : "David McKenzie", Expertise),
        ]);

        Assert.Equal(1L, (await index.Search(new SearchRequest { Query = query, First = 3 })).Hits[0].Id);
    }

    [Theory]
    [InlineData("author:\"{0} Јовановић\"", "Ђ.", "Đ.", "Dj.")]
    [InlineData("author:\"{0} Јовановић\"", "Љ.", "Lj.", "Lj.")]
    [InlineData("{0} Јовановић", "Ђ.", "Đ.", "Dj.")]
    [InlineData("{0} Јовановић", "Џ.", "Dž.", "Dz.")]
    [InlineData("author:\"{0} јовановић\"", "ђ.", "đ.", "dj.")]
    [InlineData("{0} јовановић", "ђ.", "đ.", "dj.")]
    [InlineData("јовановић {0}", "џ", "dž", "dz")]
    [InlineData("јовановић {0}", "њ", "nj", "nj")]
    public async Task An_initial_of_two_letters_is_one_in_each_spelling(string query, params string[] spellings)
    {
        await using var index = await TestIndex.With([
            By(1, "Ђорђе Јовановић"),
            By(2, "Ljiljana Jovanović"),
            By(3, "Џемал Јовановић"),
            By(4, "Милан Јовановић"),
            .. Enumerable.Range(10, 20).Select(id => Person(id, $"Đorđe Prezime{id}", [])),
        ]);

        var ids = new List<IReadOnlyList<long>>();
        foreach (var spelling in spellings)
        {
            ids.Add(await index.Ids(string.Format(System.Globalization.CultureInfo.InvariantCulture, query, spelling)));
        }

        Assert.NotEqual(4L, ids[0][0]);
        Assert.All(ids, found => Assert.Equal(ids[0], found));

        static SearchDocument By(long id, string name) =>
            TestIndex.Study(id, $"Work {id}") with
            {
                Contributors = [new SearchName(100 + id, name)],
            };
    }

    [Fact]
    public async Task A_person_is_found_without_the_initials_of_the_name()
    {
        await using var index = await TestIndex.With([
            .. Enumerable.Range(2, People).Select(id => Person(id, $"David Surname{id}", [])),
            Person(1, "J. David Hacker", Expertise),
        ]);

        Assert.Equal(1L, (await index.Search("Hacker, David")).Hits[0].Id);
        Assert.Equal(1L, (await index.Search("David J Hacker")).Hits[0].Id);
    }

    [Fact]
    public async Task A_first_name_counts_the_same_whichever_language_the_whole_name_looks_like()
    {
        await using var index = await TestIndex.With([
            .. Enumerable.Range(1, 20).Select(id => Person(id, "David Rose", [])),
            Person(21, "David Karp", []),
            Person(22, "Давид Шапић", []),
            Person(23, "David Günther", []),
        ]);

        var hits = (await index.Search("David")).Hits;

        Assert.Equal(23, hits.Count);
        Assert.Single(hits.Select(hit => hit.Score).Distinct());
    }

    [Fact]
    public async Task A_title_typed_as_a_whole_is_first()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Money and return home", string.Join(' ', Enumerable.Repeat("long text about other things", 100))),
            .. Enumerable.Range(2, People).Select(id => TestIndex.Study(id, $"Money, money, return home {id}", "Return of money.")),
        ]);

        Assert.Equal(1L, (await index.Search("money and return home")).Hits[0].Id);
    }

    [Theory]
    [InlineData("return -money")]
    [InlineData("\"return money\"")]
    [InlineData("title:return money title:nothing")]
    [InlineData("return mone*")]
    public async Task What_says_more_than_words_is_no_name(string query)
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "Money return"), TestIndex.Study(2, "Return"));

        Assert.All((await index.Search(query)).Hits, hit => Assert.True(hit.Score < 100, $"{hit}"));
    }

    [Fact]
    public async Task Every_author_of_three_shipped_records_is_found_by_name_in_either_order()
    {
        var records = await ShippedAsync();
        var authors = records
            .SelectMany(record => record.Authors.Distinct(StringComparer.Ordinal))
            .GroupBy(Words, StringComparer.Ordinal)
            .Where(same => same.Count() >= FewOutputs)
            .Select((same, number) => (Id: number + 100_000L, Name: same.First()))
            .ToList();
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(
            records
                .Select(
                    (record, number) =>
                        TestIndex.Study(number + 1, record.Title, record.Abstract) with
                        {
                            Contributors = [.. record.Authors.Select((author, place) => new SearchName((number * 100L) + place, author))],
                        }
                )
                .Concat(authors.Select(author => Person(author.Id, author.Name, Expertise)))
                .ToAsyncEnumerable(),
            new(1, 1),
            null,
            TestContext.Current.CancellationToken
        );

        var missed = new List<string>();
        foreach (var (id, name) in authors)
        {
            var words = name.Split(' ');
            foreach (var typed in new[] { name, $"{words[^1].TrimEnd(',')}, {string.Join(' ', words[..^1])}" })
            {
                var hits = (await index.Search(new SearchRequest { Query = typed, First = 3 })).Hits;
                if (!hits.Any(hit => hit.Id == id))
                {
                    missed.Add(typed);
                }
            }
        }

        Assert.True(authors.Count > 300, $"{authors.Count} authors");
        Assert.Empty(missed);
    }

    /// <summary>The words of a name in one order and spelling.</summary>
    private static string Words(string name) =>
        string.Join(' ', TextFolding.Fold(name).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Order());

    private static SearchConcept[] Expertise =>
        [
            .. Enumerable
                .Range(0, 30)
                .Select(number => new SearchConcept(
                    ConceptScheme.Topic,
                    [$"topic-{number}"],
                    [new LocalizedText("en", $"Migration and development number {number}")],
                    []
                )),
        ];

    private static SearchDocument Person(long id, string name, IReadOnlyList<SearchConcept> expertise) =>
        TestIndex.Study(id, name, null, "und") with
        {
            Kind = RecordKind.Researcher,
            Concepts = expertise,
        };

    private static async Task<List<RecordLine>> ShippedAsync()
    {
        var records = new List<RecordLine>();
        foreach (var path in new SeedFiles(Repository.Seed).RecordFiles)
        {
            await using var file = File.OpenRead(path);
            await foreach (var line in RecordLineReader.ReadAsync(file, TestContext.Current.CancellationToken))
            {
                if (line.Record is { } record)
                {
                    records.Add(record);
                }
            }
        }
        return records;
    }
}
