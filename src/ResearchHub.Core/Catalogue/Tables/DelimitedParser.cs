using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>Takes delimited text character by character and gives a row whenever one is complete.</summary>
internal sealed class DelimitedParser(char delimiter, TableLimits limits)
{
    private readonly StringBuilder _field = new();
    private List<string> _fields = [];
    private State _state = State.FieldStart;
    private bool _afterReturn;
    private long _line = 1;
    private long _rowLine = 1;

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    public TableRow? Take(char c)
    {
        var second = _afterReturn && c == '\n';
        _afterReturn = c == '\r';
        if (c is '\r' or '\n' && !second)
        {
            _line++;
        }
        if (_state == State.Quoted)
        {
            if (c == '"')
            {
                _state = State.QuoteInQuoted;
            }
            else
            {
                Append(c);
            }
            return null;
        }
        if (second)
        {
            return null;
        }
        if (c is '\r' or '\n')
        {
            return EndRow();
        }
        if (c == delimiter)
        {
            EndField();
        }
        else if (c == '"' && _state != State.Plain)
        {
            if (_state == State.QuoteInQuoted)
            {
                Append(c);
            }
            _state = State.Quoted;
        }
        else
        {
            _state = State.Plain;
            Append(c);
        }
        return null;
    }

    public TableRow? Finish()
    {
        if (_state == State.Quoted)
        {
            throw new TableFormatException(_rowLine, "a quotation mark is opened and never closed.");
        }
        return EndRow();
    }

    private TableRow? EndRow()
    {
        var blank = _fields.Count == 0 && _field.Length == 0 && _state == State.FieldStart;
        TableRow? row = null;
        if (!blank)
        {
            EndField();
            row = new TableRow(_rowLine, _fields);
        }
        _fields = new List<string>(_fields.Count);
        _rowLine = _line;
        return row;
    }

    private void EndField()
    {
        if (_fields.Count == limits.MaxColumns)
        {
            throw new TableFormatException(_rowLine, $"the row has more than {limits.MaxColumns} fields.");
        }
        _fields.Add(_field.ToString());
        _field.Clear();
        _state = State.FieldStart;
    }

    private void Append(char c)
    {
        if (_field.Length == limits.MaxFieldLength)
        {
            throw new TableFormatException(
                _rowLine,
                $"a field has more than {limits.MaxFieldLength} characters; a quotation mark may be unclosed."
            );
        }
        _field.Append(c);
    }
}
