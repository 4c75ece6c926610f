namespace ResearchHub.Search.Analysis;

/// <summary>Classes of languages that are analysed alike. Bosnian, Croatian, Montenegrin and Serbian are one class.</summary>
public enum TextLanguage
{
    /// <summary>Any language without rules of its own: words are folded, not stemmed.</summary>
    Other,
    English,
    Serbian,
}
