using System.Buffers;
using System.Text;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Suggest;

/// <summary>Entries by number, their texts in one run of bytes: a million strings would weigh twice as much.</summary>
internal sealed class SuggestTexts
{
    private readonly byte[] bytes;
    private readonly int[] ends;
    private readonly long[] ids;
    private readonly int[] weights;
    private readonly string?[] keys;
    private readonly SuggestionKind kind;

    public SuggestTexts(IReadOnlyList<SuggestEntry> entries)
    {
        var all = new ArrayBufferWriter<byte>();
        ends = new int[entries.Count];
        ids = new long[entries.Count];
        weights = new int[entries.Count];
        keys = entries.Any(entry => entry.Key is not null) ? new string?[entries.Count] : [];
        (kind, IsCyrillic) = entries.Count > 0 ? (entries[0].Kind, entries[0].IsCyrillic) : default;
        for (var i = 0; i < entries.Count; i++)
        {
            Encoding.UTF8.GetBytes(entries[i].Text, all);
            ends[i] = all.WrittenCount;
            ids[i] = entries[i].Id ?? -1;
            weights[i] = entries[i].Weight;
            if (keys.Length > 0)
            {
                keys[i] = entries[i].Key;
            }
        }
        bytes = all.WrittenSpan.ToArray();
    }

    /// <summary>Whether the texts are Cyrillic: those of one tree are all or none.</summary>
    public bool IsCyrillic { get; }

    public long? Id(int number) => ids[number] < 0 ? null : ids[number];

    public string? Key(int number) => keys.Length > 0 ? keys[number] : null;

    public int Weight(int number) => weights[number];

    /// <summary>Length of a text, which is not read for it.</summary>
    public int Length(int number) => Encoding.UTF8.GetCharCount(Bytes(number));

    public SuggestEntry this[int number] => new(kind, Encoding.UTF8.GetString(Bytes(number)), Id(number), Key(number), weights[number]);

    private ReadOnlySpan<byte> Bytes(int number) => bytes.AsSpan((number == 0 ? 0 : ends[number - 1])..ends[number]);
}

/// <summary>An entry whose text is read only where it is shown: most of what matches is not.</summary>
internal readonly record struct SuggestMatch(SuggestTexts Texts, int Number)
{
    public long? Id => Texts.Id(Number);
    public string? Key => Texts.Key(Number);
    public int Weight => Texts.Weight(Number);
    public int Length => Texts.Length(Number);
    public SuggestEntry Entry => Texts[Number];
}
