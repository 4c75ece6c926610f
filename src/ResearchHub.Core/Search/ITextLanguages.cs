namespace ResearchHub.Core.Search;

/// <summary>Recognises the language of texts whose writers did not say it. Thread-safe.</summary>
public interface ITextLanguages
{
    /// <summary>The BCP 47 tag: <c>en</c>, <c>sr-Latn</c> or <c>sr-Cyrl</c>; for any other the first tag that may fit, else <c>und</c>.</summary>
    /// <param name="likely">Tags of languages that it may well be in.</param>
    string Of(string text, IEnumerable<string> likely);
}
