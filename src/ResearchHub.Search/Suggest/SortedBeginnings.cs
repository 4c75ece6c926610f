using System.Buffers;
using System.Text;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Folded texts, each from some of its words on, in the order of their bytes: a tree without nodes, in which a place is the range of all that
/// begin alike. Unchanging.
/// </summary>
internal sealed class SortedBeginnings
{
    private readonly byte[] bytes;
    private readonly int[] starts;
    private readonly int[] numbers;

    /// <param name="mostWords">A text is in the order from its first to at most this-many-th word on.</param>
    public SortedBeginnings(IReadOnlyList<SuggestEntry> entries, int mostWords)
    {
        var folded = new ArrayBufferWriter<byte>();
        var found = new List<int>(entries.Count);
        var owners = new List<int>(entries.Count);
        var ends = new int[entries.Count];
        for (var number = 0; number < entries.Count; number++)
        {
            AppendWords(entries[number].Text, folded, mostWords, found);
            while (owners.Count < found.Count)
            {
                owners.Add(number);
            }
            ends[number] = folded.WrittenCount;
            folded.Write("\0"u8);
        }
        bytes = folded.WrittenSpan.ToArray();
        var order = Enumerable.Range(0, found.Count).ToArray();
        ByteOrder.Sort(order, at => bytes.AsSpan(found[at]..ends[owners[at]]));
        starts = Array.ConvertAll(order, at => found[at]);
        numbers = Array.ConvertAll(order, at => owners[at]);
    }

    /// <summary>All of them.</summary>
    public Place Root => new(0, starts.Length, 0);

    /// <summary>Number of the text that stands at each place of the order.</summary>
    public ReadOnlySpan<int> Numbers => numbers;

    /// <summary>What was typed in the form of the texts: words with a space after each, but the last may go on where no space was typed.</summary>
    public static byte[] Normalize(string prefix)
    {
        var folded = new ArrayBufferWriter<byte>();
        AppendWords(prefix, folded, mostWords: 0, []);
        var written = folded.WrittenSpan;
        return (written.IsEmpty || char.IsWhiteSpace(prefix[^1]) ? written : written[..^1]).ToArray();
    }

    /// <summary>The texts of a place that go on with a sign; an empty place when there are none.</summary>
    public Place Follow(Place place, byte sign)
    {
        var from = Search(place, sign, after: false);
        return new Place(from, Search(place with { From = from }, sign, after: true), place.Depth + 1);
    }

    /// <summary>The places that the signs after a place lead to.</summary>
    public IEnumerable<(byte Sign, Place Place)> Branches(Place place)
    {
        for (var from = place.From; from < place.To; )
        {
            var sign = SignOf(from, place.Depth);
            var to = Search(place with { From = from }, sign, after: true);
            if (sign != 0)
            {
                yield return (sign, new Place(from, to, place.Depth + 1));
            }
            from = to;
        }
    }

    private byte SignOf(int at, int depth) => bytes[starts[at] + depth];

    /// <summary>Where the texts that go on with a sign begin, or those after them.</summary>
    private int Search(Place place, byte sign, bool after)
    {
        var (from, to) = (place.From, place.To);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            var met = SignOf(middle, place.Depth);
            if (met < sign || (after && met == sign))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }

    /// <summary>Appends the words of a text, a space after each; tells where those start that a person may begin with.</summary>
    private static void AppendWords(string text, ArrayBufferWriter<byte> folded, int mostWords, List<int> starts)
    {
        var words = new WordEnumerator(TextFolding.Fold(text));
        for (var met = 0; words.MoveNext(); met++)
        {
            if (met == 0 || (met < mostWords && words.Length > 2 && !StopWords.IsOne(words.Word)))
            {
                starts.Add(folded.WrittenCount);
            }
            Encoding.UTF8.GetBytes(words.Word, folded);
            folded.Write(" "u8);
        }
    }
}

/// <summary>The texts of a range of the order; they agree in their first <paramref name="Depth"/> bytes.</summary>
internal readonly record struct Place(int From, int To, int Depth)
{
    public bool IsEmpty => From >= To;
}
