using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Data;

/// <summary>A statement under construction: text, and the values that its <c>$n</c> stand for.</summary>
public sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _values = [];
    private int _aliases;

    /// <summary>Values in the order of their numbers.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>Places values in their order; each is known by its number.</summary>
    public void Place(params ReadOnlySpan<object> values) => _values.AddRange(values);

    /// <summary>Adds text of ours; never a value from outside.</summary>
    public SqlText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a value and returns its placeholder.</summary>
    public string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    /// <summary>A table alias that this statement does not use yet.</summary>
    public string Alias() => string.Create(CultureInfo.InvariantCulture, $"x{++_aliases}");

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
