using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Suggest;

/// <summary>Something that can be suggested.</summary>
/// <param name="Weight">1 and more: records count their citations, topics and places their records.</param>
internal readonly record struct SuggestEntry(SuggestionKind Kind, string Text, long? Id, string? Key, int Weight)
{
    /// <summary>Whether the text is Cyrillic.</summary>
    public bool IsCyrillic => IsInCyrillic(Text);

    public static bool IsInCyrillic(string text) => text.AsSpan().IndexOfAnyInRange('\u0400', '\u04FF') >= 0;

    /// <summary>
    /// Notes what the entry stands for; false when it was there: another name of the same record or concept, or a record that nobody could tell
    /// from the other by its name.
    /// </summary>
    public bool IsNew(HashSet<string> met)
    {
        if (Key is not null)
        {
            return met.Add($"{Kind} {Key}");
        }
        var (isNewRecord, isNewName) = (met.Add($"{Id}"), met.Add($"{Kind} {TextFolding.Fold(Text)}"));
        return isNewRecord && isNewName;
    }
}
