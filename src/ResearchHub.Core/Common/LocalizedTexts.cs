using System.Collections;
using System.Text.Json;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Common;

/// <summary>One text in several languages; JSON from the database is read when it is first needed.</summary>
public sealed class LocalizedTexts : IReadOnlyList<LocalizedText>
{
    private IReadOnlyList<LocalizedText>? _texts;
    private readonly string? _json;

    /// <param name="texts">The original first.</param>
    public LocalizedTexts(IReadOnlyList<LocalizedText> texts) => _texts = texts;

    private LocalizedTexts(string json) => _json = json;

    public static LocalizedTexts None { get; } = new([]);

    /// <summary>From a jsonb column.</summary>
    public static LocalizedTexts FromJson(string json) => json == "[]" ? None : new(json);

    /// <summary>From the first text and, where there are more, all as JSON.</summary>
    internal static LocalizedTexts Of(string language, string text, string? json) =>
        json is null ? new([new LocalizedText(language, text)]) : new(json);

    /// <inheritdoc />
    public int Count => Texts.Count;

    /// <inheritdoc />
    public LocalizedText this[int index] => Texts[index];

    private IReadOnlyList<LocalizedText> Texts =>
        _texts ??= JsonSerializer.Deserialize<List<LocalizedText>>(_json!, ColumnConventions.Json)!;

    /// <summary>
    /// The best text for a language: the same tag, else the same language and script, else the same language, else the first (for people
    /// who asked for nothing, too). Null only when there is none.
    /// </summary>
    public LocalizedText? Best(string? language)
    {
        if (Texts.Count == 0)
        {
            return null;
        }
        if (language is null || Texts.Count == 1)
        {
            return Texts[0];
        }
        for (var wanted = language; wanted.Length > 0; wanted = LanguageTag.Shorten(wanted))
        {
            foreach (var text in Texts)
            {
                if (
                    string.Equals(text.Language, wanted, StringComparison.OrdinalIgnoreCase)
                    || text.Language.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase)
                )
                {
                    return text;
                }
            }
        }
        return Texts[0];
    }

    /// <inheritdoc />
    public IEnumerator<LocalizedText> GetEnumerator() => Texts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
