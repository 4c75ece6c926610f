namespace ResearchHub.Search.Analysis;

/// <summary>
/// A word and the index terms it becomes in each language. Serbian terms and terms of other languages carry a mark in front, so
/// that a stem of one language never meets an equal stem of another (<c>rat</c> is a war in Serbian).
/// </summary>
internal sealed class WordTerms
{
    public const char SerbianMark = '\u0001';
    public const char OtherMark = '\u0002';
    private const char InitialMark = '\u0003';
    private const int LongestTerm = 64;

    private static readonly IndexTerm Unknown = new("");
    private IndexTerm? english = Unknown;
    private IndexTerm? serbian = Unknown;
    private IndexTerm? other = Unknown;
    private IndexTerm? plain;

    public WordTerms(string word)
    {
        var folded = TextFolding.Fold(WithoutApostrophes(word));
        Folded = folded.Length <= LongestTerm ? folded : folded[..LongestTerm];
        IsEmpty = Folded.Length == 0;
    }

    /// <summary>The word folded, unstemmed, unmarked; may be empty.</summary>
    public string Folded { get; }
    public bool IsEmpty { get; }
    public bool IsEnglishStop => StopWords.English.Contains(Folded);
    public bool IsSerbianStop => StopWords.Serbian.Contains(Folded);

    /// <summary><see cref="Folded"/> as a term.</summary>
    public IndexTerm Plain => plain ??= new IndexTerm(Folded);

    /// <summary>Free for a reader of many words to mark those that it has met.</summary>
    public int Mark { get; set; }

    /// <summary>The term of the first letter of a name's word, which is not empty; the letter alone has the same.</summary>
    public static string InitialOf(string folded) => InitialMark + folded[..(char.IsHighSurrogate(folded[0]) && folded.Length > 1 ? 2 : 1)];

    /// <summary>The term in a language; null for a stop word of that language and for what folds to nothing.</summary>
    public string? In(TextLanguage language) => TermIn(language)?.Text;

    /// <inheritdoc cref="In" />
    public IndexTerm? TermIn(TextLanguage language)
    {
        ref var known = ref english;
        switch (language)
        {
            case TextLanguage.English:
                break;
            case TextLanguage.Serbian:
                known = ref serbian;
                break;
            default:
                known = ref other;
                break;
        }
        if (ReferenceEquals(known, Unknown))
        {
            var text = IsEmpty ? "" : Make(language);
            known = text.Length == 0 ? null : new IndexTerm(text);
        }
        return known;
    }

    private string Make(TextLanguage language) =>
        language switch
        {
            TextLanguage.English => IsEnglishStop ? "" : EnglishStemmer.Stem(Folded),
            TextLanguage.Serbian => IsSerbianStop ? "" : SerbianMark + SerbianStemmer.Stem(Folded),
            _ => OtherMark + Folded,
        };

    /// <summary><c>migrant's</c> is migrant, <c>l'asile</c> is asile, <c>don't</c> is dont.</summary>
    private static string WithoutApostrophes(string word)
    {
        var at = word.AsSpan().IndexOfAny('\'', '’');
        if (at < 0)
        {
            return word;
        }
        var rest = word[(at + 1)..];
        if (rest is "s" or "S")
        {
            return word[..at];
        }
        return at <= 2 && rest.Length > 2
            ? rest
            : word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
    }
}
