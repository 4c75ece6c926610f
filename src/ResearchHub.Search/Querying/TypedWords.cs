using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>The plain words of a query, and what they are taken for.</summary>
internal sealed class TypedWords
{
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();
    private readonly bool isSerbian;

    public TypedWords(QueryNode tree, WordCache cache)
    {
        All = [.. QueryWords.Of(tree).Select(word => cache[word])];
        isSerbian = All.Count > 1 && LanguageDetector.Detect(string.Join(' ', All.Select(word => word.Folded))) == TextLanguage.Serbian;
        KeepsStopWords = All.All(IsStop);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<WordTerms> All { get; }

    /// <summary>True when there are only stop words: they are then sought as they are.</summary>
    public bool KeepsStopWords { get; }

    public bool IsStop(WordTerms word) =>
        isSerbian ? word.IsSerbianStop : word.IsEnglishStop || (word.IsSerbianStop && word.Folded.Length < 3);

    /// <summary>A word that no record is searched for is not necessary either.</summary>
    public bool IsPassedOver(QueryNode node, WordCache cache) => !KeepsStopWords && node is WordNode word && IsStop(cache[word.Word]);

    /// <summary>Terms that a word can stand in the index as.</summary>
    public static List<string> AllTerms(WordTerms word) => [.. Languages.Select(word.In).OfType<string>()];

    /// <summary>Terms that a word is sought as, in each language; the first is English.</summary>
    public static List<string> Terms(WordTerms word)
    {
        var terms = new List<string>(3);
        if (word.In(TextLanguage.English) is { } english)
        {
            terms.Add(english);
        }
        if (word.In(TextLanguage.Serbian) is { } serbian)
        {
            terms.Add(serbian);
        }
        if (!word.IsEnglishStop && !word.IsSerbianStop && word.In(TextLanguage.Other) is { } other)
        {
            terms.Add(other);
        }
        return terms;
    }
}
