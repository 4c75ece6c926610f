using System.Globalization;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Common.Paging;

/// <summary>
/// Paging by sort key and id, so that rows inserted or removed elsewhere never shift a page. The id comes last and makes the order total.
/// </summary>
public sealed class Keyset
{
    private readonly IReadOnlyList<(string Sql, OrderKeyType? Type, bool Descending)> _keys;
    private readonly string _fingerprint;

    /// <param name="order">Terms from the most to the least significant; at most five.</param>
    /// <param name="table">Alias of the table.</param>
    /// <param name="idDescending">Direction of the id that breaks ties.</param>
    public Keyset(IReadOnlyList<OrderTerm> order, string table, bool idDescending)
    {
        _keys =
        [
            .. order.Select(term =>
                (term.Field.Sql.Replace("{t}", table, StringComparison.Ordinal), (OrderKeyType?)term.Field.Type, term.Descending)
            ),
            ($"{table}.id", null, idDescending),
        ];
        _fingerprint = string.Join(',', order.Select(term => (term.Descending ? "-" : "") + term.Field.Name));
    }

    /// <summary>Number of cursor columns that <see cref="Columns"/> adds.</summary>
    public int Count => _keys.Count;

    /// <summary>The keys as text columns, for the select list.</summary>
    public string Columns => string.Join(", ", _keys.Select(key => $"({key.Sql})::text"));

    /// <summary>The order-by list; turned round for paging backwards.</summary>
    public string OrderBy(bool backward) =>
        string.Join(", ", _keys.Select(key => $"{key.Sql} {(key.Descending != backward ? "desc" : "asc")}"));

    /// <summary>The cursor of a row from its key columns.</summary>
    public string CursorOf(IReadOnlyList<string> keys) => Cursor.Encode(_fingerprint, keys);

    /// <summary>A condition that holds for rows behind a cursor (<paramref name="after"/>) or before it.</summary>
    /// <exception cref="InvalidInputException">CURSOR_INVALID: not a cursor of this list and order.</exception>
    public string Condition(string cursor, bool after, SqlText sql)
    {
        var field = after ? "after" : "before";
        if (!Cursor.TryDecode(cursor, _fingerprint, _keys.Count, out var keys))
        {
            throw Invalid(field);
        }
        var values = new string[keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            values[i] = sql.Value(Parse(keys[i], _keys[i].Type) ?? throw Invalid(field));
        }
        if (_keys.All(key => key.Descending == _keys[0].Descending))
        {
            var comparison = _keys[0].Descending == after ? "<" : ">";
            return $"({string.Join(", ", _keys.Select(key => key.Sql))}) {comparison} ({string.Join(", ", values)})";
        }
        var alternatives = new List<string>();
        for (var i = 0; i < _keys.Count; i++)
        {
            var equal = Enumerable.Range(0, i).Select(j => $"{_keys[j].Sql} = {values[j]}");
            var comparison = _keys[i].Descending == after ? "<" : ">";
            alternatives.Add($"({string.Join(" and ", equal.Append($"{_keys[i].Sql} {comparison} {values[i]}"))})");
        }
        return $"({string.Join(" or ", alternatives)})";
    }

    private static InvalidInputException Invalid(string field) =>
        new("CURSOR_INVALID", field, $"'{field}' must be a cursor that this list returned under the same order.");

    private static object? Parse(string key, OrderKeyType? type) =>
        type switch
        {
            null => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null,
            OrderKeyType.Text => key.Contains('\0', StringComparison.Ordinal) ? null : key,
            OrderKeyType.Int => int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            OrderKeyType.Date => key == "-infinity" ? DateOnly.MinValue
            : DateOnly.TryParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : null,
            OrderKeyType.Timestamp => DateTimeOffset.TryParse(
                key,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
                ? time
                : null,
            _ => null,
        };
}
