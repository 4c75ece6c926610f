namespace ResearchHub.Search.Analysis;

/// <summary>
/// Porter's stemmer of English, for folded words in British or American spelling. Families of words that it would give the stem of another
/// meaning keep one of their own: <c>minors</c> are not minorities, what is <c>imported</c> need not be important.
/// </summary>
internal static class EnglishStemmer
{
    /// <summary>Beginnings that are the stem of all words that begin so.</summary>
    private static readonly string[] OwnStems =
    [
        "communicat",
        "departm",
        "experiment",
        "generation",
        "importan",
        "internation",
        "minorit",
        "organiz",
        "several",
        "universit",
    ];

    [ThreadStatic]
    private static Lucene.Net.Tartarus.Snowball.Ext.PorterStemmer? stemmer;

    public static string Stem(string folded)
    {
        foreach (var sign in folded)
        {
            if (!char.IsAsciiLetterLower(sign))
            {
                return folded;
            }
        }
        var word = AmericanSpelling.Of(folded);
        if (Array.Find(OwnStems, own => word.StartsWith(own, StringComparison.Ordinal)) is { } stem)
        {
            return stem;
        }
        stemmer ??= new Lucene.Net.Tartarus.Snowball.Ext.PorterStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}
