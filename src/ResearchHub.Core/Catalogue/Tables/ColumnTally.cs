using System.Globalization;

namespace ResearchHub.Core.Catalogue;

/// <summary>Collects what one column holds, value by value.</summary>
internal sealed class ColumnTally(string name)
{
    private const int MostCategories = 25;
    private const int LongestCode = 5;
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss",
        "dd/MM/yyyy",
        "MM/dd/yyyy",
        "yyyy/MM/dd",
        "dd.MM.yyyy",
        "dd.MM.yyyy.",
        "ddd, MM/dd/yyyy - HH:mm",
    ];

    private readonly Dictionary<string, long> _categories = new(StringComparer.Ordinal);
    private bool _tooMany;
    private bool _integers = true;
    private bool _decimals = true;
    private bool _dates = true;
    private bool _booleans = true;
    private int _longest;
    private long _present;
    private long _missing;
    private (decimal Value, string Text)? _least;
    private (decimal Value, string Text)? _most;
    private (DateTime Value, string Text)? _first;
    private (DateTime Value, string Text)? _last;

    public void Add(string field)
    {
        var value = field.Trim();
        if (IsMissing(value))
        {
            _missing++;
            return;
        }
        _present++;
        _longest = Math.Max(_longest, value.Length);
        Categorise(value);
        _booleans &= value.ToUpperInvariant() is "TRUE" or "FALSE" or "YES" or "NO" or "T" or "F" or "Y" or "N";
        if (_decimals)
        {
            Number(value);
        }
        if (_dates)
        {
            Date(value);
        }
    }

    public ColumnProfile Profile()
    {
        var type = Type();
        var numeric = type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Year;
        var categories = type is ColumnType.Code or ColumnType.Boolean
            ? _categories
                .Select(pair => new ColumnCategory(pair.Key, pair.Value))
                .OrderByDescending(category => category.Count)
                .ThenBy(category => category.Value, StringComparer.Ordinal)
                .ToList()
            : [];
        return new ColumnProfile(
            name,
            ColumnHeader.Label(name),
            type,
            numeric && type != ColumnType.Year ? ColumnHeader.Unit(name) : null,
            numeric ? _least?.Text
                : type == ColumnType.Date ? _first?.Text
                : null,
            numeric ? _most?.Text
                : type == ColumnType.Date ? _last?.Text
                : null,
            _missing,
            categories,
            FirstDay(type),
            LastDay(type)
        );
    }

    private DateOnly? FirstDay(ColumnType type) =>
        type switch
        {
            ColumnType.Date => DateOnly.FromDateTime(_first!.Value.Value),
            ColumnType.Year => new DateOnly((int)_least!.Value.Value, 1, 1),
            _ => null,
        };

    private DateOnly? LastDay(ColumnType type) =>
        type switch
        {
            ColumnType.Date => DateOnly.FromDateTime(_last!.Value.Value),
            ColumnType.Year => new DateOnly((int)_most!.Value.Value, 12, 31),
            _ => null,
        };

    private ColumnType Type() =>
        _present == 0 ? ColumnType.String
        : _integers && ColumnHeader.IsYear(name) && _least!.Value.Value >= 1000 && _most!.Value.Value <= 2200 ? ColumnType.Year
        : _integers ? ColumnType.Integer
        : _decimals ? ColumnType.Decimal
        : _dates ? ColumnType.Date
        : _booleans ? ColumnType.Boolean
        : _longest <= LongestCode || (!_tooMany && _categories.Count < _present) ? ColumnType.Code
        : ColumnType.String;

    private void Categorise(string value)
    {
        if (_tooMany)
        {
            return;
        }
        _categories[value] = _categories.GetValueOrDefault(value) + 1;
        if (_categories.Count > MostCategories)
        {
            _tooMany = true;
            _categories.Clear();
        }
    }

    private void Number(string value)
    {
        var leadingZero = value.Length > 1 && value[0] == '0' && char.IsAsciiDigit(value[1]);
        if (
            leadingZero
            || !decimal.TryParse(
                value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            _decimals = _integers = false;
            return;
        }
        // 1.0 is a decimal; R writes whole numbers as 1e+05 and 2.8e+07.
        _integers &= decimal.IsInteger(number) && (!value.Contains('.', StringComparison.Ordinal) || value.AsSpan().ContainsAny('e', 'E'));
        _least = _least is { } least && least.Value <= number ? least : (number, value);
        _most = _most is { } most && most.Value >= number ? most : (number, value);
    }

    private void Date(string value)
    {
        if (!DateTime.TryParseExact(value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            _dates = false;
            return;
        }
        _first = _first is { } first && first.Value <= date ? first : (date, value);
        _last = _last is { } last && last.Value >= date ? last : (date, value);
    }

    private static bool IsMissing(string value) =>
        value.Length == 0
        || (
            value.Length <= 5
            && value.ToUpperInvariant() is "NA" or "N/A" or "#N/A" or "-" or "~" or "*" or ".." or "..." or "." or "NULL" or "NAN"
        );
}
