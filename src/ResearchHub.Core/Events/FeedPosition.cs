using System.Globalization;

namespace ResearchHub.Core.Events;

/// <summary>
/// A place in the change feed: the transaction that wrote an event, then the event's number. Ordered by transaction first, so that
/// an event whose transaction committed late is never behind a reader that went on.
/// </summary>
/// <param name="Transaction">PostgreSQL's 64-bit transaction id (<c>xid8</c>), moved on by <see cref="FeedEpoch"/>.</param>
/// <param name="Sequence">The event's number.</param>
public readonly record struct FeedPosition(ulong Transaction, long Sequence) : IComparable<FeedPosition>
{
    /// <summary>Before the first event.</summary>
    public static FeedPosition Start => default;

    /// <inheritdoc />
    public int CompareTo(FeedPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Sequence.CompareTo(other.Sequence);

    public static bool operator <(FeedPosition left, FeedPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(FeedPosition left, FeedPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(FeedPosition left, FeedPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FeedPosition left, FeedPosition right) => left.CompareTo(right) >= 0;

    /// <summary><c>transaction-sequence</c>, as <c>repository { index { sequence } }</c> prints it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction}-{Sequence}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out FeedPosition position)
    {
        position = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (
            dash <= 0
            || !ulong.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var transaction)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        )
        {
            return false;
        }
        position = new FeedPosition(transaction, sequence);
        return true;
    }
}
