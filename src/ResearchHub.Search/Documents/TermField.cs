using Lucene.Net.Documents;

namespace ResearchHub.Search.Documents;

/// <summary>An indexed field and the terms that it reads.</summary>
internal sealed class TermField
{
    public TermField(string name, FieldType type)
    {
        Type = type;
        Field = new Field(name, Stream, type);
    }

    public string Name => Field.Name;
    public FieldType Type { get; }
    public TermStream Stream { get; } = new();
    public Field Field { get; }
}
