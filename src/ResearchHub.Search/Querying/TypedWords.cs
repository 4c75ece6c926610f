using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>The plain words of a query, and what they are taken for.</summary>
internal sealed class TypedWords
{
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();
    private readonly bool isSerbian;
    private readonly bool hasTopic;
    private readonly List<string> typed;

    public TypedWords(QueryNode tree, WordCache cache)
    {
        typed = [.. QueryWords.Of(tree)];
        All = typed.ConvertAll(word => cache[word]);
        isSerbian = All.Count > 1 && LanguageDetector.Detect(string.Join(' ', All.Select(word => word.Folded))) == TextLanguage.Serbian;
        KeepsStopWords = All.All(IsStop) && QueryWords.AreAll(tree);
        hasTopic = Enumerable.Range(0, All.Count).Any(at => !Initials.IsOne(typed[at]) && !IsStop(All[at]));
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<WordTerms> All { get; }

    /// <summary>True when there is nothing but stop words: they are then sought as they are.</summary>
    public bool KeepsStopWords { get; }

    /// <summary>A word that carries no topic, or one of signs that fold to nothing, such as a soft sign or an accent alone.</summary>
    public bool IsStop(WordTerms word) =>
        word.IsEmpty || (isSerbian ? word.IsSerbianStop : word.IsEnglishStop || (word.IsSerbianStop && word.Folded.Length < 3));

    /// <summary>True while what is excluded is looked at: a letter there is a word like others.</summary>
    public bool IsExcluding { get; set; }

    /// <summary>A letter beside words: the initial of a name, or next to nothing. It adds to a score and finds nothing by itself.</summary>
    public bool IsInitial(string word) =>
        hasTopic
        && !IsExcluding
        && Initials.IsOne(word)
        && char.IsLetter(word[0])
        && new WordTerms(word) is { IsEmpty: false } letter
        && (char.IsUpper(word[0]) || !IsStop(letter));

    /// <inheritdoc cref="IsInitial(string)" />
    public bool IsInitial(QueryNode node) => node is WordNode word && IsInitial(word.Word);

    /// <summary>
    /// The nearest words on both sides of a letter, wherever it was typed; before it only where the letter is a word of a language too: what
    /// comes after <c>A</c> is seldom a surname.
    /// </summary>
    public IEnumerable<WordTerms> Beside(string letter) =>
        Enumerable
            .Range(0, typed.Count)
            .Where(at => typed[at] == letter)
            .SelectMany(at => new[] { Next(at, -1), IsStop(All[at]) ? null : Next(at, 1) })
            .OfType<WordTerms>()
            .Distinct();

    /// <summary>A word that no record is searched for is not necessary either, nor is a group of such.</summary>
    public bool IsPassedOver(QueryNode node, WordCache cache) =>
        node switch
        {
            WordNode word => cache[word.Word].IsEmpty || (!KeepsStopWords && (IsInitial(node) || IsStop(cache[word.Word]))),
            ClausesNode { None.Count: 0 } group => group.Any.Concat(group.All).All(part => IsPassedOver(part, cache)),
            _ => false,
        };

    private WordTerms? Next(int at, int step)
    {
        for (at += step; at >= 0 && at < typed.Count && Initials.IsOne(typed[at]); at += step) { }
        return at >= 0 && at < typed.Count && !IsStop(All[at]) ? All[at] : null;
    }

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
