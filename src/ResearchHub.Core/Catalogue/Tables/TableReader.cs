using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>Bounds of a table; beyond them reading stops with a <see cref="TableFormatException"/>.</summary>
/// <param name="MaxFieldLength">Characters of one field; default 1 Mi.</param>
/// <param name="MaxColumns">Fields of one row; default 4,096.</param>
public sealed record TableLimits(int MaxFieldLength = 1 << 20, int MaxColumns = 4096);

/// <summary>A table that can't be read.</summary>
public sealed class TableFormatException(long line, string reason) : FormatException($"Line {line}: {reason}")
{
    /// <summary>Line of the text, from 1.</summary>
    public long Line => line;
}

/// <summary>One row: its fields, and the line on which it begins.</summary>
public sealed record TableRow(long Line, IReadOnlyList<string> Fields);

/// <summary>
/// Streams the rows of delimited text, gzip or plain, with bounded memory. Follows RFC 4180, and bears with what is met in practice:
/// byte order marks, any line ends, line breaks in quotes, quotes inside unquoted fields, Windows-1250 and 1252.
/// The delimiter is the one of comma, semicolon, tab and bar that occurs most often in the first line outside quotes.
/// </summary>
public static class TableReader
{
    private const int Sample = 1 << 16;

    /// <summary>Rows in order, the header first; blank lines are skipped; the stream stays open.</summary>
    /// <exception cref="TableFormatException">A quote is never closed, or a limit is exceeded.</exception>
    public static async IAsyncEnumerable<TableRow> RowsAsync(
        Stream stream,
        TableLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (text, head) = await OpenAsync(stream, cancellationToken);
        using var reader = text;
        var parser = new DelimitedParser(DelimiterOf(head), limits);
        var buffer = new char[Sample];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (parser.Take(buffer[i]) is { } row)
                {
                    yield return row;
                }
            }
        }
        if (parser.Finish() is { } last)
        {
            yield return last;
        }
    }

    private static async Task<(StreamReader Text, string Head)> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = await HeadAsync(stream, 2, cancellationToken);
        Stream bytes = new PrefixedStream(start, stream);
        if (start is [0x1F, 0x8B])
        {
            bytes = new GZipStream(bytes, CompressionMode.Decompress);
        }
        var sample = await HeadAsync(bytes, Sample, cancellationToken);
        var encoding = TableEncoding.Of(sample, complete: sample.Length < Sample);
        var text = new StreamReader(new PrefixedStream(sample, bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return (text, encoding.GetString(sample).TrimStart('\uFEFF'));
    }

    private static async Task<byte[]> HeadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var head = new byte[length];
        var read = await stream.ReadAtLeastAsync(head, length, throwOnEndOfStream: false, cancellationToken);
        return head[..read];
    }

    private static char DelimiterOf(string head)
    {
        var counts = new Dictionary<char, int>();
        var quoted = false;
        foreach (var c in head)
        {
            quoted ^= c == '"';
            if (!quoted && c is '\r' or '\n' && counts.Count > 0)
            {
                break;
            }
            if (!quoted && c is ',' or ';' or '\t' or '|')
            {
                counts[c] = counts.GetValueOrDefault(c) + 1;
            }
        }
        return counts.Count == 0 ? ',' : counts.MaxBy(pair => pair.Value).Key;
    }
}
