using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ResearchHub.Search.Querying;

/// <summary>Finds the words a prefix stands for.</summary>
internal static class PrefixWords
{
    private const int MostVisited = 20_000;

    /// <summary>The most frequent words that begin so, at most <see cref="QueryLimits.Expansions"/>; that there are more is noted.</summary>
    public static List<BytesRef> Find(IndexReader reader, string field, string prefix, TranslationNotes notes)
    {
        var best = new PriorityQueue<BytesRef, int>();
        if (prefix.Length == 0 || MultiFields.GetTerms(reader, field) is not { } terms)
        {
            return [];
        }
        var start = new BytesRef(prefix);
        var each = terms.GetEnumerator();
        if (each.SeekCeil(start) == TermsEnum.SeekStatus.END)
        {
            return [];
        }
        var visited = 0;
        do
        {
            if (!StringHelper.StartsWith(each.Term, start))
            {
                break;
            }
            if (++visited > QueryLimits.Expansions)
            {
                notes.IsCut = true;
            }
            if (visited > MostVisited)
            {
                break;
            }
            if (best.Count < QueryLimits.Expansions)
            {
                best.Enqueue(BytesRef.DeepCopyOf(each.Term), each.DocFreq);
            }
            else if (best.TryPeek(out _, out var least) && each.DocFreq > least)
            {
                best.EnqueueDequeue(BytesRef.DeepCopyOf(each.Term), each.DocFreq);
            }
        } while (each.MoveNext());
        return [.. best.UnorderedItems.Select(item => item.Element)];
    }
}
