namespace ResearchHub.Search.Querying;

/// <summary>Bounds of a query. What was typed beyond them is left out, and the interpretation says so.</summary>
internal static class QueryLimits
{
    /// <summary>Longest query text, in UTF-16 units.</summary>
    public const int Length = 4000;

    /// <summary>Most words, phrases and conditions together.</summary>
    public const int Clauses = 128;

    /// <summary>Deepest nesting of parentheses.</summary>
    public const int Depth = 8;

    /// <summary>Most words of one phrase.</summary>
    public const int PhraseWords = 24;

    /// <summary>Most records in which the words of all phrases and names together are looked for, which takes about half a second; the first phrase is free.</summary>
    public const long PhraseRecords = 5_000_000;

    /// <summary>Most prefixes of one query.</summary>
    public const int Prefixes = 8;

    /// <summary>Most words a prefix may stand for; the most frequent ones are taken.</summary>
    public const int Expansions = 200;

    /// <summary>Most words corrected in one query.</summary>
    public const int Corrections = 6;

    /// <summary>Most words of one query looked up for a correction: plain ones and those of phrases, names and fields.</summary>
    public const int LookUps = 24;

    /// <summary>Most records that a text may name as a whole.</summary>
    public const int Direct = 8;

    /// <summary>Most words of a text taken for a name or a title as a whole.</summary>
    public const int WholeWords = 128;

    /// <summary>Most hyphens that may be those of a line's end.</summary>
    public const int Hyphens = 32;

    /// <summary>Most words of a type, topic or place without quotes.</summary>
    public const int ValueWords = 10;

    /// <summary>Most names of the vocabulary added to one query.</summary>
    public const int Synonyms = 24;

    /// <summary>As much of a text as is read; a surrogate pair stays whole or is left out.</summary>
    public static string? Cut(string? text) =>
        text is not { Length: > Length } ? text : text[..(char.IsHighSurrogate(text[Length - 1]) ? Length - 1 : Length)];
}
