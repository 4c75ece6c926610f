using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Tests.Scoring;

/// <summary>Words are added up in our own way: Lucene's must find the same records with the same scores.</summary>
public sealed class AnyQueryTests : IDisposable
{
    private const int Records = 2500;
    private const int Queries = 40;
    private static readonly string[] Words = ["remittanc", "return", "asylum", "famili", "polici", "border", "health", "labour"];
    private readonly string folder = TestIndex.NewFolder();
    private readonly Generation generation;

    public AnyQueryTests()
    {
        generation = Generation.Create(
            folder,
            new SearchOptions
            {
                Directory = folder,
                WriteBufferMegabytes = 1,
                ParallelFrom = 0,
            }
        );
        var random = new Random(11);
        for (var id = 1; id <= Records; id++)
        {
            generation.Put(TestIndex.Study(id, Text(random, 4), Text(random, random.Next(80))));
        }
        for (var id = 1; id <= Records; id += 7)
        {
            generation.Delete(id);
        }
        generation.Refresh();
    }

    [Fact]
    public void Finds_counts_and_scores_what_Lucene_does()
    {
        var snapshot = generation.TryEnter()!;
        for (var seed = 0; seed < Queries; seed++)
        {
            var query = MakeQuery(new Random(seed));

            var expected = snapshot.Searcher.Search(query, Records);
            var (count, hits) = Search(snapshot, query, Records, needsAll: true);

            Assert.Equal(expected.TotalHits, count);
            Assert.Equal(expected.ScoreDocs.Select(hit => hit.Doc).Order(), hits.Select(hit => hit.Doc).Order());
            var scores = expected.ScoreDocs.ToDictionary(hit => hit.Doc, hit => hit.Score);
            Assert.All(hits, hit => Assert.Equal(scores[hit.Doc], SortKeys.Score(hit.Key), scores[hit.Doc] * 1e-6f));
        }
        snapshot.Leave();
    }

    [Fact]
    public void What_cannot_be_among_the_best_is_all_that_is_left_out()
    {
        var snapshot = generation.TryEnter()!;
        var leftOut = 0;
        for (var seed = 0; seed < Queries; seed++)
        {
            var query = MakeQuery(new Random(seed));

            var all = Search(snapshot, query, 10, needsAll: true);
            var best = Search(snapshot, query, 10, needsAll: false);

            Assert.Equal(all.Hits, best.Hits);
            leftOut += all.Count - best.Count;
        }
        Assert.True(leftOut > 0);
        snapshot.Leave();
    }

    public void Dispose()
    {
        generation.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static (int Count, List<RankedHit> Hits) Search(IndexSnapshot snapshot, Query query, int first, bool needsAll)
    {
        var filters = new RequestFilters(null, []);
        var parts = snapshot.Searcher.Search(
            query,
            () =>
                new HitCollector(snapshot, filters, new TopHits(first, snapshot, byTitle: false), SearchOrder.Relevance, keepSets: false)
                {
                    NeedsAll = needsAll,
                }
        );
        foreach (var part in parts.Skip(1))
        {
            parts[0].Add(part);
        }
        return (parts[0].Count, parts[0].Hits);
    }

    private static BooleanQuery MakeQuery(Random random)
    {
        var query = new BooleanQuery(disableCoord: true);
        for (var clauses = 1 + random.Next(5); clauses > 0; clauses--)
        {
            var clause = Clause(random);
            for (var times = random.Next(4) == 0 ? 3 : 1; times > 0; times--)
            {
                query.Add(clause, Occur.SHOULD);
            }
        }
        if (random.Next(4) == 0)
        {
            query.Add(Clause(random), Occur.MUST_NOT);
        }
        return query;
    }

    private static Query Clause(Random random) =>
        random.Next(5) switch
        {
            0 => new DisjunctionMaxQuery([Word(random), Word(random)], 0f),
            1 => new PhraseQuery { new Term(IndexFields.All, Words[0]), new Term(IndexFields.All, Words[random.Next(1, Words.Length)]) },
            2 => new BooleanQuery(disableCoord: true) { { Word(random), Occur.SHOULD }, { Word(random), Occur.SHOULD } },
            _ => Word(random),
        };

    private static TermQuery Word(Random random) =>
        new(new Term(IndexFields.All, Words[random.Next(Words.Length)])) { Boost = 0.25f + random.NextSingle() };

    /// <summary>The first words are frequent, the last ones rare.</summary>
    private static string Text(Random random, int count) =>
        string.Join(
            ' ',
            Enumerable.Range(0, count).Select(_ => $"{Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 4))]} x{random.Next(5000)}")
        );
}
