using System.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Documents;

/// <summary>What is kept of a record to show why it matched and to find similar ones.</summary>
internal sealed record StoredText(
    RecordKind Kind,
    IReadOnlyList<LocalizedText> Titles,
    IReadOnlyList<LocalizedText> Abstracts,
    IReadOnlyList<string> People,
    IReadOnlyList<LocalizedText> Concepts,
    IReadOnlyList<LocalizedText> Places,
    string? Text
)
{
    /// <summary>Fields by their name on the wire, in the order of weight.</summary>
    public IEnumerable<(string Field, LocalizedText Text)> Parts()
    {
        foreach (var title in Titles)
        {
            yield return ("title", title);
        }
        foreach (var text in Abstracts)
        {
            yield return ("abstract", text);
        }
        foreach (var person in People)
        {
            yield return ("contributors", new LocalizedText("mul", person));
        }
        foreach (var concept in Concepts)
        {
            yield return ("concepts", concept);
        }
        foreach (var place in Places)
        {
            yield return ("places", place);
        }
        if (Text is not null)
        {
            yield return ("text", new LocalizedText("und", Text));
        }
    }

    /// <summary>
    /// How a title is analysed. The name of a person belongs to no language: whatever its letters look like, it is the same word as in the list
    /// of contributors, and as frequent.
    /// </summary>
    public static TextLanguage LanguageOfTitle(RecordKind kind, LocalizedText title) =>
        kind == RecordKind.Researcher ? TextLanguage.Other : LanguageDetector.Of(title);

    /// <summary>How a part is analysed.</summary>
    public TextLanguage LanguageOf(string field, LocalizedText part) =>
        field switch
        {
            "contributors" => TextLanguage.Other,
            "title" => LanguageOfTitle(Kind, part),
            _ => LanguageDetector.Of(part),
        };

    /// <param name="writer">Writes UTF-8.</param>
    public static void Write(BinaryWriter writer, SearchDocument document)
    {
        writer.Write((byte)document.Kind);
        WriteTexts(writer, document.Titles);
        WriteTexts(writer, document.Abstracts);
        writer.Write7BitEncodedInt(document.Contributors.Count + document.Funders.Count);
        foreach (var name in document.Contributors.Concat(document.Funders))
        {
            writer.Write(name.Name);
        }
        WriteTexts(writer, [.. document.Concepts.SelectMany(concept => concept.Labels)]);
        WriteTexts(writer, [.. document.Places.SelectMany(place => place.Labels)]);
        writer.Write(document.Text ?? "");
        writer.Flush();
    }

    public static StoredText Read(byte[] bytes, int offset, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, offset, length, writable: false), Encoding.UTF8);
        var kind = (RecordKind)reader.ReadByte();
        var titles = ReadTexts(reader);
        var abstracts = ReadTexts(reader);
        var people = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = reader.ReadString();
        }
        var concepts = ReadTexts(reader);
        var places = ReadTexts(reader);
        var text = reader.ReadString();
        return new StoredText(kind, titles, abstracts, people, concepts, places, text.Length == 0 ? null : text);
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<LocalizedText> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text.Language);
            writer.Write(text.Text);
        }
    }

    private static LocalizedText[] ReadTexts(BinaryReader reader)
    {
        var texts = new LocalizedText[reader.Read7BitEncodedInt()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = new LocalizedText(string.Intern(reader.ReadString()), reader.ReadString());
        }
        return texts;
    }
}
