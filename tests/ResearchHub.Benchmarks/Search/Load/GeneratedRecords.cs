using System.Globalization;
using System.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>
/// Records made up from a fixed seed: words by Zipf's law (exponent 1.07) over 60,000 pronounceable words, abstracts of about 170
/// words, three people of 200,000, topics in a tree, places, years. The same number gives the same record, on any machine.
/// </summary>
internal sealed class GeneratedRecords
{
    private const int Seed = 20260715;
    public const int Words = 60_000;
    private const int People = 200_000;
    private const double Exponent = 1.07;
    private static readonly string[] Types =
    [
        "JOURNAL_ARTICLE",
        "REPORT",
        "WORKING_PAPER",
        "EVALUATION",
        "POLICY_BRIEF",
        "THESIS",
        "BOOK_CHAPTER",
    ];
    private static readonly string[] Languages = ["en", "en", "en", "sr-Latn", "sr-Cyrl", "fr"];
    private static readonly string[] Access = ["OPEN", "RESTRICTED", "METADATA_ONLY", "EMBARGOED"];
    private static readonly LocalizedText[] NoLabels = [];

    private readonly string[] words;
    private readonly string[] surnames;
    private readonly StringBuilder text = new(2048);
    private readonly double[] cumulated;

    /// <summary>For each of equal parts of the sum, the rank in which it begins: a search then starts beside its end.</summary>
    private readonly int[] guide = new int[1 << 16];

    public GeneratedRecords()
    {
        var random = new Random(Seed);
        var made = new HashSet<string>(StringComparer.Ordinal);
        while (made.Count < Words)
        {
            made.Add(MakeWord(random));
        }
        words = [.. made];
        surnames = [.. Enumerable.Range(0, (People / 26) + 1).Select(number => MakeWord(new Random(number)) + "ić")];
        cumulated = new double[Words];
        var sum = 0.0;
        for (var rank = 0; rank < Words; rank++)
        {
            sum += 1 / Math.Pow(rank + 5, Exponent);
            cumulated[rank] = sum;
        }
        for (int part = 0, rank = 0; part < guide.Length; part++)
        {
            while (cumulated[rank] < part * sum / guide.Length)
            {
                rank++;
            }
            guide[part] = rank;
        }
    }

    /// <summary>A word by its rank, the most frequent first.</summary>
    public string WordAt(int rank) => words[rank];

    public SearchDocument Record(int number) => Record(number, Texts(number));

    /// <summary>Title and abstract of a record.</summary>
    public (string Title, string Abstract) Texts(int number)
    {
        var random = new QuickRandom(unchecked((ulong)(Seed + (number * 104_729L))));
        return (Text(random, 9), Text(random, 130 + random.Next(80)));
    }

    private SearchDocument Record(int number, (string Title, string Abstract) texts)
    {
        var random = new QuickRandom(unchecked((ulong)(Seed + (number * 7919L))));
        var year = 1990 + (int)(35 * Math.Sqrt(random.NextDouble()));
        var topic = random.Next(40);
        var country = (int)(120 * random.NextDouble() * random.NextDouble());
        return new SearchDocument
        {
            Id = number + 1,
            Kind = RecordKind.Study,
            Slug = string.Create(CultureInfo.InvariantCulture, $"record-{number}"),
            Titles = [new LocalizedText("en", texts.Title)],
            Abstracts = [new LocalizedText("en", texts.Abstract)],
            Contributors = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Person(random.Next(People)))],
            Concepts =
            [
                new SearchConcept(ConceptScheme.Topic, [Code("t", topic / 5), Code("t", 100 + topic)], NoLabels, []),
                new SearchConcept(ConceptScheme.GcmObjective, [Code("", 1 + random.Next(23))], NoLabels, []),
            ],
            Places = [new SearchPlace(["001", Code("r", country / 24), Code("c", country)], NoLabels)],
            Type = Types[random.Next(Types.Length)],
            Languages = [Languages[random.Next(Languages.Length)]],
            Access = Access[random.Next(Access.Length)],
            Year = year,
            PublishedOn = new DateOnly(year, 1 + random.Next(12), 1 + random.Next(28)),
            Citations = (int)(1 / (random.NextDouble() + 0.001)),
            Source = Code("source", random.Next(6)),
        };
    }

    public IAsyncEnumerable<SearchDocument> Records(int count) => Enumerable.Range(0, count).Select(Record).ToAsyncEnumerable();

    /// <summary>The records whose texts a file holds.</summary>
    public IAsyncEnumerable<SearchDocument> Records(TextFile texts) =>
        texts.Read().Select((each, number) => Record(number, each)).ToAsyncEnumerable();

    /// <summary>A query of words as frequent as those people type: ranks between the 20th and the 5,000th.</summary>
    public string Query(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => words[20 + (int)(5000 * Math.Pow(random.NextDouble(), 2))]));

    private SearchName Person(int number) => new(10_000_000 + number, $"{surnames[number / 26]} {(char)('A' + (number % 26))}.");

    private static string Code(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    private string Text(QuickRandom random, int count)
    {
        text.Clear();
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                text.Append(i % 17 == 0 ? ". " : " ");
            }
            text.Append(words[Rank(random)]);
        }
        return text.Append('.').ToString();
    }

    private int Rank(QuickRandom random)
    {
        var share = random.NextDouble();
        var rank = guide[(int)(share * guide.Length)];
        while (cumulated[rank] < share * cumulated[^1])
        {
            rank++;
        }
        return rank;
    }

    private static string MakeWord(Random random)
    {
        const string consonants = "bcdfgklmnprstvz";
        const string vowels = "aeiou";
        var word = new StringBuilder();
        for (var syllables = 2 + random.Next(3); syllables > 0; syllables--)
        {
            word.Append(consonants[random.Next(consonants.Length)]).Append(vowels[random.Next(vowels.Length)]);
        }
        return word.Append(consonants[random.Next(consonants.Length)]).ToString();
    }
}

/// <summary>
/// Steele, Lea and Flood's SplitMix64: seeded in no time, where a seeded <see cref="Random"/> takes a microsecond, which would count as
/// time of indexing.
/// </summary>
internal sealed class QuickRandom(ulong seed)
{
    private ulong state = seed;

    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public int Next(int limit) => (int)(NextDouble() * limit);

    private ulong NextBits()
    {
        var bits = state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
