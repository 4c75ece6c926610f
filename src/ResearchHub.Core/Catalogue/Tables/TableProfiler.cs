using System.Globalization;

namespace ResearchHub.Core.Catalogue;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    Integer,
    Decimal,
    Date,
    Year,
    Boolean,

    /// <summary>Text with at most 25 different values, or of at most five characters.</summary>
    Code,
    String,
}

/// <summary>A value and how often it occurs.</summary>
public sealed record ColumnCategory(string Value, long Count);

/// <summary>A column, described from its values.</summary>
/// <param name="Name">As in the header; <c>column_3</c> where the header is empty, <c>name_2</c> where it repeats.</param>
/// <param name="Label">The header made readable: "Country of origin" for <c>country_of_origin</c>.</param>
/// <param name="Unit">What the header names in brackets or after a known ending ("%", "USD", "persons"); null when it names none.</param>
/// <param name="Minimum">Least number or date as it is written in the data; null for text and when all values are missing.</param>
/// <param name="Maximum">As <paramref name="Minimum"/>.</param>
/// <param name="FirstDay">Of dates the first, of years the first day of the first; else null.</param>
/// <param name="LastDay">Of dates the last, of years the last day of the last; else null.</param>
/// <param name="MissingCount">Empty values and the marks NA, N/A, -, *, ~, .. and null.</param>
/// <param name="Categories">All values with their counts, most frequent first, when there are at most 25 and the column holds codes; else empty.</param>
public sealed record ColumnProfile(
    string Name,
    string Label,
    ColumnType Type,
    string? Unit,
    string? Minimum,
    string? Maximum,
    long MissingCount,
    IReadOnlyList<ColumnCategory> Categories,
    DateOnly? FirstDay = null,
    DateOnly? LastDay = null
);

/// <summary>A row whose number of fields differs from the header's.</summary>
public sealed record RaggedRow(long Line, int Fields);

/// <summary>A described table.</summary>
/// <param name="RowCount">Rows below the header.</param>
/// <param name="RaggedCount">Rows with fewer or more fields than the header; missing fields count as missing values, further ones are dropped.</param>
/// <param name="Ragged">The first of them, at most 20.</param>
public sealed record TableProfile(long RowCount, IReadOnlyList<ColumnProfile> Columns, long RaggedCount, IReadOnlyList<RaggedRow> Ragged);

/// <summary>The first rows of a table as text.</summary>
public sealed record TablePreview(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Describes tables in one pass; memory depends on the number of columns only.</summary>
public static class TableProfiler
{
    private const int RaggedShown = 20;

    /// <summary>Describes delimited text, gzip or plain.</summary>
    /// <exception cref="TableFormatException">The text can't be read; the message names the line.</exception>
    public static async Task<TableProfile> DescribeAsync(Stream stream, CancellationToken cancellationToken)
    {
        ColumnTally[]? columns = null;
        long rows = 0;
        long raggedCount = 0;
        var ragged = new List<RaggedRow>();
        await foreach (var row in TableReader.RowsAsync(stream, new TableLimits(), cancellationToken))
        {
            if (columns is null)
            {
                columns = [.. Names(row.Fields).Select(name => new ColumnTally(name))];
                continue;
            }
            rows++;
            if (row.Fields.Count != columns.Length)
            {
                raggedCount++;
                if (ragged.Count < RaggedShown)
                {
                    ragged.Add(new RaggedRow(row.Line, row.Fields.Count));
                }
            }
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(i < row.Fields.Count ? row.Fields[i] : "");
            }
        }
        return new TableProfile(rows, [.. (columns ?? []).Select(column => column.Profile())], raggedCount, ragged);
    }

    /// <summary>The header and the first rows, each with as many fields as the header.</summary>
    public static async Task<TablePreview> PreviewAsync(Stream stream, int rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? columns = null;
        var first = new List<IReadOnlyList<string>>();
        await foreach (var row in TableReader.RowsAsync(stream, new TableLimits(), cancellationToken))
        {
            if (columns is null)
            {
                columns = Names(row.Fields);
            }
            else if (first.Count < rows)
            {
                first.Add([.. Enumerable.Range(0, columns.Count).Select(i => i < row.Fields.Count ? row.Fields[i] : "")]);
            }
            if (columns is not null && first.Count >= rows)
            {
                break;
            }
        }
        return new TablePreview(columns ?? [], first);
    }

    private static List<string> Names(IReadOnlyList<string> header)
    {
        var names = new List<string>(header.Count);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i].Trim();
            name = name.Length == 0 ? "column_" + (i + 1).ToString(CultureInfo.InvariantCulture) : name;
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
            {
                unique = name + "_" + n.ToString(CultureInfo.InvariantCulture);
            }
            names.Add(unique);
        }
        return names;
    }
}
