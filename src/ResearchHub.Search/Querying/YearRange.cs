using System.Globalization;

namespace ResearchHub.Search.Querying;

/// <summary>Reads <c>2015</c>, <c>2015..2020</c>, <c>2015-2020</c>, <c>2015..</c>, <c>..2020</c>, <c>&gt;=2015</c>, <c>&lt;2020</c>.</summary>
internal static class YearRange
{
    public static YearsNode? Parse(string text)
    {
        if (text.Length > 20)
        {
            return null;
        }
        foreach (var (sign, range) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return Year(text.AsSpan(sign.Length)) is { } year ? range(year) : null;
            }
        }
        var separator =
            text.Contains("..", StringComparison.Ordinal) ? ".."
            : text.Contains('–', StringComparison.Ordinal) ? "–"
            : "-";
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return Year(text) is { } year ? new YearsNode(year, year) : null;
        }
        var from = Year(text.AsSpan(0, at));
        var to = Year(text.AsSpan(at + separator.Length));
        return from is null && to is null ? null
            : from > to ? new YearsNode(to, from)
            : new YearsNode(from, to);
    }

    private static readonly (string Sign, Func<int, YearsNode> Range)[] Signs =
    [
        (">=", year => new YearsNode(year, null)),
        ("<=", year => new YearsNode(null, year)),
        (">", year => new YearsNode(year + 1, null)),
        ("<", year => new YearsNode(null, year - 1)),
    ];

    private static int? Year(ReadOnlySpan<char> text) =>
        text.Length is 3 or 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
}
