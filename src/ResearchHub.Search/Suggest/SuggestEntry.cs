using ResearchHub.Core.Search;

namespace ResearchHub.Search.Suggest;

/// <summary>Something that can be suggested.</summary>
/// <param name="Weight">1 and more: records count their citations, topics and places their records.</param>
internal readonly record struct SuggestEntry(SuggestionKind Kind, string Text, long? Id, string? Key, int Weight);
