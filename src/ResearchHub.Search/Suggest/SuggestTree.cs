using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Util;
using Lucene.Net.Util.Fst;
using ResearchHub.Search.Analysis;
using Int64 = J2N.Numerics.Int64;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Completions of one kind, in a finite state transducer: folded text, cut where no other text shares it, a zero byte and the entry's
/// number lead to a cost, and the cheapest paths behind a prefix are found without visiting the rest. Unchanging; any number of threads may read.
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
    private readonly PopularPrefixes popular;

    /// <param name="infixWords">Text is also found by its 2nd to this-many-th word.</param>
    public SuggestTree(IReadOnlyList<SuggestEntry> entries, int infixWords)
    {
        texts = new SuggestTexts(entries);
        var keys = new List<(byte[] Text, int Number)>(entries.Count);
        for (var number = 0; number < entries.Count; number++)
        {
            foreach (var key in Keys(entries[number].Text, infixWords))
            {
                keys.Add((Encoding.UTF8.GetBytes(key), number));
            }
        }
        keys.Sort(Compare);
        popular = new PopularPrefixes(keys, number => entries[number].Weight);
        var builder = new Builder<Int64>(FST.INPUT_TYPE.BYTE1, PositiveInt32Outputs.Singleton);
        var scratch = new Int32sRef();
        for (var i = 0; i < keys.Count; i++)
        {
            if (i > 0 && Compare(keys[i - 1], keys[i]) == 0)
            {
                continue;
            }
            var shared = Math.Max(
                i == 0 ? 0 : Shared(keys[i - 1].Text, keys[i].Text),
                i + 1 == keys.Count ? 0 : Shared(keys[i].Text, keys[i + 1].Text)
            );
            var path = Path(keys[i].Text.AsSpan(0, Math.Min(keys[i].Text.Length, shared + 1)), keys[i].Number);
            var cost = HighestCost - Math.Min(HighestCost - 1, entries[keys[i].Number].Weight);
            builder.Add(Lucene.Net.Util.Fst.Util.ToInt32sRef(new BytesRef(path), scratch), cost);
        }
        tree = builder.Finish();
    }

    private static int Compare((byte[] Text, int Number) left, (byte[] Text, int Number) right)
    {
        var order = left.Text.AsSpan().SequenceCompareTo(right.Text);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }

    private static int Shared(byte[] left, byte[] right) => left.AsSpan().CommonPrefixLength(right);

    private static byte[] Path(ReadOnlySpan<byte> text, int number)
    {
        var path = new byte[text.Length + 1 + NumberBytes];
        text.CopyTo(path);
        BinaryPrimitives.WriteInt32BigEndian(path.AsSpan(path.Length - NumberBytes), number);
        return path;
    }

    /// <summary>The best completions; with one typing error allowed where nothing begins exactly so.</summary>
    public List<(SuggestEntry Entry, bool Exact)> Find(string prefix, int first)
    {
        var text = Normalize(prefix);
        var key = Encoding.UTF8.GetBytes(text);
        if (tree is null || key.Length is 0 or > LongestKey)
        {
            return [];
        }
        if (popular.Find(text, first) is { } known)
        {
            return [.. known.Take(first).Select(number => (texts[number], true))];
        }
        var exact = Complete(Walk(key, edits: 0), text, edits: 0, first).ConvertAll(entry => (entry, true));
        if (exact.Count > 0 || key.Length < ShortestFuzzy)
        {
            return exact;
        }
        return Complete(Walk(key, edits: 1), text, edits: 1, first).ConvertAll(entry => (entry, false));
    }

    private List<SuggestEntry> Complete(List<State> starts, string prefix, int edits, int first)
    {
        if (starts.Count == 0)
        {
            return [];
        }
        var most = (first * 4) + starts.Count;
        var search = new Lucene.Net.Util.Fst.Util.TopNSearcher<Int64>(tree, most, most, Comparer<Int64>.Default);
        foreach (var start in starts)
        {
            search.AddStartPaths(start.Arc, start.Cost, allowEmptyString: true, new Int32sRef());
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
            if (found.Count < first && numbers.Add(number) && PrefixMatch.Begins(Words(texts[number].Text), prefix, edits))
            {
                found.Add(texts[number]);
            }
        }
        return found;
    }

    /// <summary>A place in the tree, and the cost of the way there.</summary>
    private readonly record struct State(FST.Arc<Int64> Arc, Int64 Cost);

    /// <summary>The states reached by a prefix, or by one a single edit away (the first letter right).</summary>
    private List<State> Walk(byte[] key, int edits)
    {
        var reached = new List<State>();
        var reader = tree!.GetBytesReader();
        var visited = 0;
        Step(tree.GetFirstArc(new FST.Arc<Int64>()), tree.Outputs.NoOutput, 0, edits);
        return reached;

        void Step(FST.Arc<Int64> at, Int64 cost, int position, int left)
        {
            if (position == key.Length)
            {
                reached.Add(new State(at, cost));
                return;
            }
            if (reached.Count >= MostStarts || ++visited > MostVisited)
            {
                return;
            }
            if (position > 0 && key[position] != 0 && Follow(at, 0) is not null)
            {
                reached.Add(new State(at, cost));
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
