using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Indexing;

/// <summary>A concept or a place with the terms of its names. Two of these are the same only when they are one object.</summary>
internal sealed class KnownEntry(VocabularyEntry entry, IReadOnlyList<KnownName> names)
{
    public VocabularyEntry Entry => entry;
    public IReadOnlyList<KnownName> Names => names;
}

/// <summary>A name as the index has it.</summary>
internal sealed class KnownName
{
    public KnownName(LocalizedText name, WordCache cache)
    {
        Text = name.Text;
        var (terms, language) = (new List<string>(), LanguageDetector.Of(name));
        var word = new WordEnumerator(name.Text);
        while (word.MoveNext())
        {
            if (cache[word.Word].In(language) is { } term)
            {
                terms.Add(term);
            }
        }
        (Terms, Key) = (terms, string.Join(' ', terms));
    }

    public string Text { get; }

    /// <summary>In order, without stop words; may be empty.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>The terms in one text.</summary>
    public string Key { get; }

    /// <summary>The key of a name that consists of these words in a language.</summary>
    public static string KeyOf(ReadOnlySpan<WordTerms> words, TextLanguage language)
    {
        if (words.Length == 1)
        {
            return words[0].In(language) ?? "";
        }
        var terms = new List<string>(words.Length);
        foreach (var word in words)
        {
            if (word.In(language) is { } term)
            {
                terms.Add(term);
            }
        }
        return string.Join(' ', terms);
    }
}
