using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Querying;

/// <summary>Where a page ended: the sort key and id of its last hit, and the snapshot it came from.</summary>
/// <param name="Question">What the hits answer: <see cref="QuestionOf"/>.</param>
/// <param name="Reranked">The hit stood among those whose order the second ranking decided; <paramref name="Key"/> is of that ranking.</param>
/// <param name="Scale">See <see cref="PagedHit"/>.</param>
/// <param name="Collation">Full sort key of the title when sorting by title, else empty.</param>
internal sealed record SearchCursor(
    SearchOrder Order,
    long Question,
    bool Reranked,
    long Snapshot,
    long Key,
    long Id,
    double Scale,
    byte[] Collation
)
{
    private const byte Version = 3;
    private const int Head = 43;
    private const int Longest = 2000;

    public string Write()
    {
        var bytes = new byte[Head + Collation.Length];
        bytes[0] = Version;
        bytes[1] = (byte)Order;
        bytes[2] = Reranked ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(3), Snapshot);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(11), Key);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(19), Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(27), Question);
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(35), Scale);
        Collation.CopyTo(bytes, Head);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>A number for the query and filters of a request, the same in every process.</summary>
    public static long QuestionOf(SearchRequest request, RequestFilters filters)
    {
        var parts = filters.Selections.Select(selection => selection.Filter.Key).Prepend(filters.Base?.Key);
        var text = string.Join('\u001d', parts.Append(request.ExpandQuery ? "expand" : "").Append(request.Query?.Trim()));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The snapshot a cursor names; null when it is no cursor.</summary>
    public static long? TryReadSnapshot(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length >= Head ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(3)) : null;
    }

    /// <exception cref="SearchCursorException">It is no cursor, or one of another question or order.</exception>
    public static SearchCursor Read(string text, SearchOrder order, long question)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            throw new SearchCursorException(text);
        }
        var bytes = Base64Url.DecodeFromChars(text);
        if (
            bytes.Length < Head
            || bytes[0] != Version
            || bytes[1] != (byte)order
            || bytes[2] > 1
            || BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(27)) != question
            || BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(35)) is not (>= 0 and <= 1)
        )
        {
            throw new SearchCursorException(text);
        }
        return new SearchCursor(
            order,
            question,
            bytes[2] == 1,
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(3)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(11)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(19)),
            BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(35)),
            bytes[Head..]
        );
    }
}
