namespace ResearchHub.Core.Common.Paging;

/// <summary>Which part of an ordered list is wanted (Relay's first / after / last / before).</summary>
/// <param name="Size">Rows wanted, 1 to <see cref="MaximumSize"/>; 0 asks for none (only the count is of interest).</param>
/// <param name="Backward">True for <c>last</c>: the rows at the end of the range.</param>
/// <param name="After">Cursor before the range; null for the start of the list.</param>
/// <param name="Before">Cursor behind the range; null for the end of the list.</param>
public sealed record PageRequest(int Size, bool Backward = false, string? After = null, string? Before = null)
{
    public const int DefaultSize = 20;
    public const int MaximumSize = 100;
}

/// <summary>A part of an ordered list.</summary>
/// <param name="Items">Rows in the list's order (also when paging backwards), each with its cursor.</param>
public sealed record Page<T>(IReadOnlyList<PageItem<T>> Items, bool HasNextPage, bool HasPreviousPage)
{
    public static Page<T> Empty { get; } = new([], false, false);
}

/// <summary>A row and its place in the list.</summary>
public readonly record struct PageItem<T>(T Value, string Cursor);
