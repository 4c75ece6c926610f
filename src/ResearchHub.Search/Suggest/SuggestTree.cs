using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Util;
using Lucene.Net.Util.Fst;
using ResearchHub.Search.Analysis;
using Int64 = J2N.Numerics.Int64;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Completions of one kind, in a finite state transducer: folded text, a zero byte and the entry's number lead to a cost, and the
/// cheapest paths behind a prefix are found without visiting the rest. Unchanging; any number of threads may read.
/// </summary>
internal sealed class SuggestTree
{
    private const int LongestKey = 120;
    private const int NumberBytes = 4;
    private const int HighestCost = 1_000_000;
    private const int MostStarts = 64;
    private const int MostVisited = 4_000;
    private const int ShortestFuzzy = 4;

    private readonly FST<Int64>? tree;
    private readonly SuggestTexts texts;

    /// <param name="infixWords">Text is also found by its 2nd to this-many-th word.</param>
    public SuggestTree(IReadOnlyList<SuggestEntry> entries, int infixWords)
    {
        texts = new SuggestTexts(entries);
        var keys = new List<byte[]>(entries.Count);
        for (var number = 0; number < entries.Count; number++)
        {
            foreach (var key in Keys(entries[number].Text, infixWords))
            {
                var bytes = new byte[Encoding.UTF8.GetByteCount(key) + 1 + NumberBytes];
                Encoding.UTF8.GetBytes(key, bytes);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(bytes.Length - NumberBytes), number);
                keys.Add(bytes);
            }
        }
        keys.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        var builder = new Builder<Int64>(FST.INPUT_TYPE.BYTE1, PositiveInt32Outputs.Singleton);
        var scratch = new Int32sRef();
        byte[]? last = null;
        foreach (var key in keys)
        {
            if (last is null || !last.AsSpan().SequenceEqual(key))
            {
                var number = BinaryPrimitives.ReadInt32BigEndian(key.AsSpan(key.Length - NumberBytes));
                builder.Add(
                    Lucene.Net.Util.Fst.Util.ToInt32sRef(new BytesRef(key), scratch),
                    HighestCost - Math.Min(HighestCost - 1, entries[number].Weight)
                );
                last = key;
            }
        }
        tree = builder.Finish();
    }

    /// <summary>The best completions; with one typing error allowed where nothing begins exactly so.</summary>
    public List<(SuggestEntry Entry, bool Exact)> Find(string prefix, int first)
    {
        var key = Encoding.UTF8.GetBytes(Normalize(prefix));
        if (tree is null || key.Length is 0 or > LongestKey)
        {
            return [];
        }
        var exact = Complete(Walk(key, edits: 0), first).ConvertAll(entry => (entry, true));
        if (exact.Count > 0 || key.Length < ShortestFuzzy)
        {
            return exact;
        }
        return Complete(Walk(key, edits: 1), first).ConvertAll(entry => (entry, false));
    }

    private List<SuggestEntry> Complete(List<(FST.Arc<Int64> Arc, Int64 Cost)> starts, int first)
    {
        if (starts.Count == 0)
        {
            return [];
        }
        var most = first * 4;
        var search = new Lucene.Net.Util.Fst.Util.TopNSearcher<Int64>(tree, most, most, Comparer<Int64>.Default);
        foreach (var (arc, cost) in starts)
        {
            search.AddStartPaths(arc, cost, allowEmptyString: true, new Int32sRef());
        }
        var found = new List<SuggestEntry>();
        var numbers = new HashSet<int>();
        foreach (var result in search.Search().TopN)
        {
            var path = result.Input;
            var number = 0;
            for (var i = path.Length - NumberBytes; i < path.Length; i++)
            {
                number = (number << 8) | path.Int32s[path.Offset + i];
            }
            if (found.Count < first && numbers.Add(number))
            {
                found.Add(texts[number]);
            }
        }
        return found;
    }

    /// <summary>The states reached by a prefix, or by one a single edit away (the first letter right).</summary>
    private List<(FST.Arc<Int64> Arc, Int64 Cost)> Walk(byte[] key, int edits)
    {
        var reached = new List<(FST.Arc<Int64>, Int64)>();
        var reader = tree!.GetBytesReader();
        var visited = 0;
        Step(tree.GetFirstArc(new FST.Arc<Int64>()), tree.Outputs.NoOutput, 0, edits);
        return reached;

        void Step(FST.Arc<Int64> at, Int64 cost, int position, int left)
        {
            if (position == key.Length)
            {
                reached.Add((at, cost));
                return;
            }
            if (reached.Count >= MostStarts || ++visited > MostVisited)
            {
                return;
            }
            if (Follow(at, key[position]) is { } next)
            {
                Step(next, Sum(cost, next), position + 1, left);
            }
            if (left == 0 || position == 0)
            {
                return;
            }
            Step(at, cost, position + 1, left - 1);
            if (position + 1 < key.Length && Follow(at, key[position + 1]) is { } second && Follow(second, key[position]) is { } swapped)
            {
                Step(swapped, Sum(Sum(cost, second), swapped), position + 2, left - 1);
            }
            foreach (var arc in Arcs(at))
            {
                if (arc.Label != key[position])
                {
                    Step(arc, Sum(cost, arc), position + 1, left - 1);
                }
                Step(arc, Sum(cost, arc), position, left - 1);
            }
        }

        FST.Arc<Int64>? Follow(FST.Arc<Int64> from, int label) => tree.FindTargetArc(label, from, new FST.Arc<Int64>(), reader);

        Int64 Sum(Int64 cost, FST.Arc<Int64> arc) => tree.Outputs.Add(cost, arc.Output);

        List<FST.Arc<Int64>> Arcs(FST.Arc<Int64> from)
        {
            var arcs = new List<FST.Arc<Int64>>();
            if (!FST<Int64>.TargetHasArcs(from))
            {
                return arcs;
            }
            var arc = tree.ReadFirstTargetArc(from, new FST.Arc<Int64>(), reader);
            while (true)
            {
                if (arc.Label > 0)
                {
                    arcs.Add(new FST.Arc<Int64>().CopyFrom(arc));
                }
                if (arc.IsLast)
                {
                    return arcs;
                }
                tree.ReadNextArc(arc, reader);
            }
        }
    }

    private static IEnumerable<string> Keys(string text, int infixWords)
    {
        var words = Words(text);
        for (var from = 0; from < words.Count && from < infixWords; from++)
        {
            if (
                from == 0
                || (words[from].Length > 2 && !StopWords.English.Contains(words[from]) && !StopWords.Serbian.Contains(words[from]))
            )
            {
                var key = string.Join(' ', words.Skip(from));
                yield return key.Length <= LongestKey ? key : key[..LongestKey];
            }
        }
    }

    private static string Normalize(string prefix) =>
        string.Join(' ', Words(prefix)) + (prefix.Length > 0 && char.IsWhiteSpace(prefix[^1]) && Words(prefix).Count > 0 ? " " : "");

    private static List<string> Words(string text)
    {
        var folded = TextFolding.Fold(text);
        var words = new List<string>();
        var word = new WordEnumerator(folded);
        while (word.MoveNext())
        {
            words.Add(word.Word.ToString());
        }
        return words;
    }
}
