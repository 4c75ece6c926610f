using System.Text;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>The text of a query with its corrections put in.</summary>
internal static class DidYouMean
{
    /// <summary>Null when there is nothing to correct.</summary>
    public static string? Of(string? query, IReadOnlyList<(string Typed, string Corrected)> corrections)
    {
        if (corrections.Count == 0)
        {
            return null;
        }
        var corrected = new StringBuilder();
        var done = 0;
        var word = new WordEnumerator(query);
        while (word.MoveNext())
        {
            foreach (var (typed, meant) in corrections)
            {
                if (word.Word.SequenceEqual(typed))
                {
                    corrected.Append(query, done, word.Start - done).Append(meant);
                    done = word.Start + word.Length;
                    break;
                }
            }
        }
        return corrected.Append(query, done, query!.Length - done).ToString();
    }
}
