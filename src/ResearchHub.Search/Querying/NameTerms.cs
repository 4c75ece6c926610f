using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>The terms of a person's name in whatever order it is typed: <c>Peri, Giovanni</c>, <c>G. Peri</c>.</summary>
internal static class NameTerms
{
    /// <summary>How far the words of one name may stand from where they are typed. Names stand farther from one another.</summary>
    public const int Slop = 10;

    /// <summary>Each once; a letter beside words stands for any name that begins with it.</summary>
    public static List<string> Of(string text, WordCache cache)
    {
        var words = QueryWords.Split(text).Take(QueryLimits.PhraseWords).Where(word => !cache[word].IsEmpty).ToList();
        var hasLonger = words.Exists(word => !Initials.IsOne(word));
        return
        [
            .. words
                .Select(word =>
                    hasLonger && Initials.IsOne(word) ? WordTerms.InitialOf(cache[word].Folded) : cache[word].In(TextLanguage.Other)!
                )
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
