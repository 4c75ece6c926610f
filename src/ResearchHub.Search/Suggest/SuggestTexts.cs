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
        kind = entries.Count > 0 ? entries[0].Kind : default;
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

    public SuggestEntry this[int number]
    {
        get
        {
            var start = number == 0 ? 0 : ends[number - 1];
            var text = Encoding.UTF8.GetString(bytes, start, ends[number] - start);
            return new SuggestEntry(
                kind,
                text,
                ids[number] < 0 ? null : ids[number],
                keys.Length > 0 ? keys[number] : null,
                weights[number]
            );
        }
    }
}
