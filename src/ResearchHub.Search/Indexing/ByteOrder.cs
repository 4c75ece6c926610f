using System.Buffers.Binary;

namespace ResearchHub.Search.Indexing;

/// <summary>The order of Lucene's terms: by bytes. The first eight of each are compared at once, where they lie together; few need the rest.</summary>
internal static class ByteOrder
{
    /// <summary>The bytes that a number stands for.</summary>
    public delegate ReadOnlySpan<byte> Bytes(int number);

    /// <summary>Sorts numbers by their bytes, those with the same bytes by themselves.</summary>
    public static void Sort(Span<int> numbers, Bytes bytesOf)
    {
        var firsts = new ulong[numbers.Length];
        for (var i = 0; i < firsts.Length; i++)
        {
            firsts[i] = First(bytesOf(numbers[i]));
        }
        firsts.AsSpan().Sort(numbers);
        Comparison<int> compare = Compare;
        for (int from = 0, to; from < firsts.Length; from = to)
        {
            for (to = from + 1; to < firsts.Length && firsts[to] == firsts[from]; to++) { }
            if (to - from > 1)
            {
                numbers[from..to].Sort(compare);
            }
        }

        int Compare(int left, int right)
        {
            var order = bytesOf(left).SequenceCompareTo(bytesOf(right));
            return order != 0 ? order : left.CompareTo(right);
        }
    }

    private static ulong First(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
        var first = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            first |= (ulong)bytes[i] << (8 * (sizeof(ulong) - 1 - i));
        }
        return first;
    }
}
