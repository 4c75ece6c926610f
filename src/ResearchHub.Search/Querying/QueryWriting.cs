using Lucene.Net.Search;
using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>What can be said of the language of a query.</summary>
internal enum TypedLanguage
{
    NotSerbian,

    /// <summary>Either its letters say so or the texts that its words stand in.</summary>
    PerhapsSerbian,
    Serbian,
}

/// <summary>How a query is written: in which language, script, and whether with diacritics.</summary>
internal sealed class QueryWriting(IReadOnlyList<string> words, IndexSnapshot snapshot, WordCache cache)
{
    private const int MostRead = 4;
    private readonly bool hasDiacritics = words.Any(HasDiacritics);

    /// <summary>
    /// The language of all words together, folded. Script and diacritics would say more of some words, but then one word would be corrected by
    /// other rules in each of the three spellings of Serbian.
    /// </summary>
    public TypedLanguage Language { get; } = LanguageOf([.. words.Select(word => cache[word])], snapshot);

    /// <summary>A word of the index as the person who typed another would write it.</summary>
    public string Write(string folded, string typed)
    {
        var word = folded;
        if (IsCyrillic(typed))
        {
            var original = Original(folded) ?? folded;
            word = SerbianScript.ToCyrillic(original) ?? original;
        }
        else if (hasDiacritics)
        {
            word = SerbianScript.ToLatin(Original(folded) ?? folded);
        }
        return !char.IsUpper(typed[0]) ? word
            : char.IsUpper(typed[^1]) ? word.ToUpperInvariant()
            : char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>A folded word in small letters as some record has it; null when none of the first few has it in its titles and texts.</summary>
    private string? Original(string folded)
    {
        var term = snapshot.Terms[IndexFields.Word, folded];
        var read = 0;
        foreach (var segment in snapshot.Segments)
        {
            var documents = term.In(segment, segment.LiveDocs);
            while (documents is not null && documents.NextDoc() != DocIdSetIterator.NO_MORE_DOCS && read++ < MostRead)
            {
                foreach (var (_, part) in snapshot.Read(documents.DocID + segment.DocBase).Parts())
                {
                    var word = new WordEnumerator(part.Text);
                    while (word.MoveNext())
                    {
                        if (cache[word.Word].Folded == folded)
                        {
                            return word.Word.ToString().ToLowerInvariant();
                        }
                    }
                }
            }
        }
        return null;
    }

    /// <summary>By the language that its words stand in and by their letters: a few words say little, so both must agree to be sure.</summary>
    private static TypedLanguage LanguageOf(List<WordTerms> words, IndexSnapshot snapshot)
    {
        var isWritten = LanguageDetector.Detect(string.Join(' ', words.Select(word => word.Folded))) == TextLanguage.Serbian;
        var known = words.Select(word => (Serbian: Documents(word, TextLanguage.Serbian), English: Documents(word, TextLanguage.English)));
        var votes = known.Where(word => word.Serbian + word.English > 0).Select(word => Math.Sign(word.Serbian - word.English)).ToList();
        return votes.Count == 0 ? (isWritten ? TypedLanguage.PerhapsSerbian : TypedLanguage.NotSerbian)
            : votes.Sum() <= 0 ? TypedLanguage.NotSerbian
            : isWritten ? TypedLanguage.Serbian
            : TypedLanguage.PerhapsSerbian;

        int Documents(WordTerms word, TextLanguage language) =>
            word.In(language) is { } term ? snapshot.Terms[IndexFields.All, term].Documents : 0;
    }

    private static bool IsCyrillic(string text) => text.AsSpan().IndexOfAnyInRange('\u0400', '\u052F') >= 0;

    private static bool HasDiacritics(string text) => !IsCyrillic(text) && !System.Text.Ascii.IsValid(text);
}
