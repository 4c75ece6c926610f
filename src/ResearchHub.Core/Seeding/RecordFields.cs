using System.Globalization;
using System.Text;
using System.Text.Json;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>The fields of one line, read with care: absent, null and blank are the same; a wrong type is an error.</summary>
internal sealed class RecordFields(JsonElement line)
{
    /// <summary>Longest free text, in UTF-8 bytes.</summary>
    private const int MaxTextBytes = 200_000;

    public string? Text(string name, int maxBytes = MaxTextBytes) =>
        Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => Clean(name, value, maxBytes),
            { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
            _ => throw WrongType(name, "a text"),
        };

    /// <summary>A list of texts, or one text that stands for a list of one. Nulls and blanks in it are left out.</summary>
    public IReadOnlyList<string> Texts(string name, int maxBytes = MaxTextBytes, Func<string, string>? prepare = null)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Text(name, maxBytes) is { } one ? [one] : [];
        }
        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Null)
            {
                continue;
            }
            if (item.ValueKind != JsonValueKind.String)
            {
                throw WrongType(name, "a list of texts");
            }
            if (Clean(name, item, maxBytes, prepare) is { } text)
            {
                texts.Add(text);
            }
        }
        return texts;
    }

    /// <summary>A whole number, also when it stands in quotes or ends in <c>.0</c>.</summary>
    public long? Number(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => Clean(name, value, MaxTextBytes),
            _ => throw WrongType(name, "a whole number"),
        };
        if (text is null)
        {
            return null;
        }
        return
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number)
            && number is > long.MinValue and < long.MaxValue
            ? (long)number
            : throw WrongType(name, "a whole number");
    }

    /// <summary>An ISO 8601 day; a text that is none counts as absent, since the year stands in a field of its own.</summary>
    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An http or https address; anything else counts as absent.</summary>
    public string? Address(string name) => Text(name) is { } text && WebAddress.Is(text) ? text : null;

    /// <summary>Documents that have an address.</summary>
    public IReadOnlyList<RecordDocument> Documents(string name) =>
        [
            .. Objects(
                    name,
                    fields =>
                        fields.Address("url") is { } url
                            ? new RecordDocument(
                                url,
                                fields.Text("subtype"),
                                fields.Text("description") ?? fields.Text("desc"),
                                LanguageNames.Of(fields.Texts("language")).FirstOrDefault()
                            )
                            : null
                )
                .OfType<RecordDocument>(),
        ];

    /// <summary>An object of texts by language.</summary>
    public IReadOnlyList<LocalizedText> ByLanguage(string name, int maxBytes)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw WrongType(name, "an object of texts by language");
        }
        var texts = new RecordFields(value);
        var found = new List<LocalizedText>();
        foreach (var property in value.EnumerateObject())
        {
            if (LanguageNames.Of([property.Name]) is not [var language])
            {
                throw WrongType($"{name}.{Shorten(property.Name)}", "named by a language, such as sr-Latn");
            }
            if (
                texts.Text(property.Name, maxBytes) is { } text
                && !found.Exists(one => string.Equals(one.Language, language, StringComparison.Ordinal))
            )
            {
                found.Add(new LocalizedText(language, text));
            }
        }
        return found;
    }

    public IReadOnlyList<T> Objects<T>(string name, Func<RecordFields, T> read)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            throw WrongType(name, "a list of objects");
        }
        return [.. value.EnumerateArray().Select(item => read(new RecordFields(item)))];
    }

    /// <summary>One of some words in any of the usual spellings: <c>IsSupplementTo</c>, <c>IS_SUPPLEMENT_TO</c>, <c>is supplement to</c>.</summary>
    public T? Word<T>(string name, IReadOnlyList<T> words)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        var letters = string.Concat(text.Where(char.IsAsciiLetter));
        foreach (var word in words)
        {
            if (string.Equals(word.ToString(), letters, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }
        throw new RecordLineException(
            RecordLineProblem.UnknownWord,
            $"{name} '{Shorten(text)}' is none of {string.Join(", ", words.Select(ConstantCase.Of))}"
        );
    }

    public static string Shorten(string text) => PlainText.Excerpt(text, 80);

    private JsonElement? Find(string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Clean(string name, JsonElement value, int maxBytes, Func<string, string>? prepare = null)
    {
        string text;
        try
        {
            var raw = value.GetString()!;
            text = CleanText.Of(prepare?.Invoke(raw) ?? raw);
        }
        catch (InvalidOperationException)
        {
            throw new RecordLineException(RecordLineProblem.BadEncoding, $"{name} holds half a character (a lone surrogate)");
        }
        if (Encoding.UTF8.GetByteCount(text) > maxBytes)
        {
            throw new RecordLineException(RecordLineProblem.TooLong, $"{name} is longer than {maxBytes} bytes: '{Shorten(text)}'");
        }
        return text.Length == 0 ? null : text;
    }

    private static RecordLineException WrongType(string name, string expected) =>
        new(RecordLineProblem.WrongType, $"{name} is not {expected}");
}
