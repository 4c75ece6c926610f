using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Seeding;

/// <summary>A value of a column with few different ones.</summary>
internal sealed record ColumnCategory(string Value, long Count);

/// <summary>What the values of a column say of it.</summary>
internal sealed record ColumnDescription(
    string Name,
    string Type,
    string? Minimum,
    string? Maximum,
    long Missing,
    IReadOnlyList<ColumnCategory> Categories
);

/// <summary>
/// Describes the columns of a CSV table (RFC 4180) in one pass. Nothing, <c>NA</c>, <c>NULL</c>, and the UN's <c>..</c>, <c>-</c> and <c>~</c> are missing
/// values.
/// </summary>
internal static class TableDescription
{
    /// <summary>Most different values that are listed as categories.</summary>
    private const int MaxCategories = 25;

    public static (long Rows, IReadOnlyList<ColumnDescription> Columns) Read(TextReader reader)
    {
        var row = new List<string>();
        if (!NextRow(reader, row))
        {
            return (0, []);
        }
        var columns = row.Select(name => new Column(name.Trim('\ufeff', ' '))).ToList();
        var rows = 0L;
        while (NextRow(reader, row))
        {
            if (row is [""])
            {
                continue;
            }
            rows++;
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Add(i < row.Count ? row[i] : "");
            }
        }
        return (rows, [.. columns.Select(column => column.Describe())]);
    }

    private static bool NextRow(TextReader reader, List<string> row)
    {
        row.Clear();
        if (reader.Peek() < 0)
        {
            return false;
        }
        var field = new StringBuilder();
        var quoted = false;
        for (int c; (c = reader.Read()) >= 0; )
        {
            switch ((char)c)
            {
                case '"' when quoted && reader.Peek() == '"':
                    _ = reader.Read();
                    field.Append('"');
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add(field.ToString());
                    field.Clear();
                    break;
                case '\r' when !quoted:
                    break;
                case '\n' when !quoted:
                    row.Add(field.ToString());
                    return true;
                default:
                    field.Append((char)c);
                    break;
            }
        }
        row.Add(field.ToString());
        return true;
    }

    private sealed class Column(string name)
    {
        private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
        private long _missing;
        private bool _isInteger = true;
        private bool _isNumber = true;
        private bool _isDate = true;
        private decimal? _least;
        private decimal? _most;
        private string? _firstDay;
        private string? _lastDay;
        private int _longest;

        public void Add(string value)
        {
            if (value is "" or "NA" or "NULL" or ".." or "-" or "~")
            {
                _missing++;
                return;
            }
            if (_values.Count <= MaxCategories)
            {
                _values[value] = _values.GetValueOrDefault(value) + 1;
            }
            _longest = Math.Max(_longest, value.Length);
            if (_isNumber)
            {
                AddNumber(value);
            }
            if (_isDate)
            {
                AddDay(value);
            }
        }

        public ColumnDescription Describe()
        {
            var isKnown = _values.Count > 0;
            var type =
                !isKnown ? "STRING"
                : _isInteger ? (IsYear ? "YEAR" : "INTEGER")
                : _isNumber ? "DECIMAL"
                : _isDate ? "DATE"
                : _values.Keys.All(value => value is "TRUE" or "FALSE" or "true" or "false") ? "BOOLEAN"
                : _longest <= 5 ? "CODE"
                : "STRING";
            var (least, most) =
                type is "DATE" ? (_firstDay, _lastDay)
                : isKnown && _isNumber ? (Text(_least), Text(_most))
                : (null, null);
            var categories =
                type is "DECIMAL" or "DATE" or "YEAR" || _values.Count > MaxCategories
                    ? []
                    : _values
                        .OrderByDescending(value => value.Value)
                        .ThenBy(value => value.Key, StringComparer.Ordinal)
                        .Select(value => new ColumnCategory(value.Key, value.Value))
                        .ToList();
            return new ColumnDescription(name, type, least, most, _missing, categories);
        }

        private bool IsYear => name.Contains("year", StringComparison.OrdinalIgnoreCase) && _least >= 1000 && _most <= 2200;

        private static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

        private void AddNumber(string value)
        {
            if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                _isNumber = _isInteger = false;
                return;
            }
            _isInteger &= !value.Contains('.', StringComparison.Ordinal) && number == decimal.Truncate(number);
            _least = _least is { } least && least <= number ? least : number;
            _most = _most is { } most && most >= number ? most : number;
        }

        private void AddDay(string value)
        {
            if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                _isDate = false;
                return;
            }
            _firstDay = _firstDay is null || string.CompareOrdinal(value, _firstDay) < 0 ? value : _firstDay;
            _lastDay = _lastDay is null || string.CompareOrdinal(value, _lastDay) > 0 ? value : _lastDay;
        }
    }
}
