namespace ResearchHub.Search.Analysis;

/// <summary>Porter's stemmer of English, for folded words in British or American spelling.</summary>
internal static class EnglishStemmer
{
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
        stemmer ??= new Lucene.Net.Tartarus.Snowball.Ext.PorterStemmer();
        stemmer.SetCurrent(AmericanSpelling.Of(folded));
        stemmer.Stem();
        return stemmer.Current;
    }
}
