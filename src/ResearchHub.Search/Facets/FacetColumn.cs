using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ResearchHub.Search.Facets;

/// <summary>
/// The values of one facet in one segment, flat in memory: one number a document where no document has two, else a list with
/// starts. Counting reads them without any call to Lucene.
/// </summary>
internal sealed class FacetColumn
{
    private readonly int[] single = [];
    private readonly int[] starts = [];
    private readonly int[] numbers = [];

    private FacetColumn(int[] single) => this.single = single;

    private FacetColumn(int[] starts, int[] numbers)
    {
        this.starts = starts;
        this.numbers = numbers;
    }

    public static FacetColumn Load(AtomicReader reader, FacetDictionary dictionary)
    {
        var values = reader.GetSortedSetDocValues(FacetValues.ColumnField(dictionary.Field));
        var global = values is null ? [] : NumbersOf(values, dictionary);
        var ends = new int[reader.MaxDoc + 1];
        var all = new List<int>(reader.MaxDoc);
        var most = 0;
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            if (values is not null)
            {
                values.SetDocument(doc);
                for (var ord = values.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = values.NextOrd())
                {
                    all.Add(global[ord]);
                }
            }
            ends[doc + 1] = all.Count;
            most = Math.Max(most, ends[doc + 1] - ends[doc]);
        }
        return most <= 1 ? new FacetColumn(Single(ends, all)) : new FacetColumn(ends, [.. all]);
    }

    /// <summary>Adds the documents of a set to the counts; returns how many of them have no value.</summary>
    public int Count(FixedBitSet documents, int[] counts)
    {
        var missing = 0;
        var words = documents.GetBits();
        var used = (documents.Length + 63) >> 6;
        for (var i = 0; i < used; i++)
        {
            for (var bits = (ulong)words[i]; bits != 0; bits &= bits - 1)
            {
                var doc = (i << 6) + BitOperations.TrailingZeroCount(bits);
                if (starts.Length == 0)
                {
                    var number = single[doc];
                    if (number < 0)
                    {
                        missing++;
                    }
                    else
                    {
                        counts[number]++;
                    }
                    continue;
                }
                var (from, to) = (starts[doc], starts[doc + 1]);
                missing += from == to ? 1 : 0;
                for (var at = from; at < to; at++)
                {
                    counts[numbers[at]]++;
                }
            }
        }
        return missing;
    }

    private static int[] NumbersOf(SortedSetDocValues values, FacetDictionary dictionary)
    {
        var global = new int[(int)values.ValueCount];
        var path = new BytesRef();
        for (var ord = 0; ord < global.Length; ord++)
        {
            values.LookupOrd(ord, path);
            global[ord] = dictionary.NumberOf(path.Utf8ToString());
        }
        return global;
    }

    private static int[] Single(int[] ends, List<int> all)
    {
        var column = new int[ends.Length - 1];
        for (var doc = 0; doc < column.Length; doc++)
        {
            column[doc] = ends[doc] == ends[doc + 1] ? -1 : all[ends[doc]];
        }
        return column;
    }
}
