using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace ResearchHub.Core.Seeding;

/// <summary>A line read from a file: a record or the reason why there is none.</summary>
public readonly record struct ReadLine(RecordLine? Record, RecordLineError? Error);

/// <summary>Reads record files line by line, in constant memory. Files may be gzipped, whatever their name says.</summary>
public static class RecordLineReader
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads every line that is not blank. A damaged gzip file ends with an error of its own.</summary>
    public static async IAsyncEnumerable<ReadLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(file, cancellationToken);
        var lines = new LineBuffer();
        var chunk = new byte[ChunkBytes];
        int count;
        do
        {
            string? damage = null;
            try
            {
                count = await stream.ReadAsync(chunk, cancellationToken);
            }
            catch (InvalidDataException problem)
            {
                (count, damage) = (0, problem.Message);
            }
            lines.Append(chunk.AsSpan(0, count), last: count == 0);
            while (lines.TryTake(out var line, out var number))
            {
                var (record, error) = RecordLineParser.Parse(line, number);
                yield return new ReadLine(record, error);
            }
            if (damage is not null)
            {
                yield return new ReadLine(
                    null,
                    new RecordLineError(lines.Number, RecordLineProblem.DamagedFile, "the compressed file is damaged from here on.")
                );
            }
        } while (count > 0);
    }

    private static async Task<Stream> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var count = await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken);
        file.Seek(-count, SeekOrigin.Current);
        return head is [0x1f, 0x8b] ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Cuts chunks into lines; of a line that is too long only the first bytes are kept.</summary>
    private sealed class LineBuffer
    {
        private static readonly byte[] ByteOrderMark = [0xef, 0xbb, 0xbf];
        private readonly Queue<(byte[] Line, long Number)> _lines = new();
        private readonly MemoryStream _open = new();

        public long Number { get; private set; } = 1;

        public void Append(ReadOnlySpan<byte> chunk, bool last)
        {
            for (int end; (end = chunk.IndexOf((byte)'\n')) >= 0; chunk = chunk[(end + 1)..])
            {
                Keep(chunk[..end]);
                Close();
            }
            Keep(chunk);
            if (last && _open.Length > 0)
            {
                Close();
            }
        }

        public bool TryTake(out byte[] line, out long number)
        {
            var taken = _lines.TryDequeue(out var next);
            (line, number) = taken ? next : ([], 0);
            return taken;
        }

        private void Keep(ReadOnlySpan<byte> part)
        {
            var room = RecordLineParser.MaxLineBytes + 1 - (int)_open.Length;
            _open.Write(part.Length > room ? part[..room] : part);
        }

        private void Close()
        {
            var line = _open.GetBuffer().AsSpan(0, (int)_open.Length);
            if (Number == 1 && line.StartsWith(ByteOrderMark))
            {
                line = line[ByteOrderMark.Length..];
            }
            if (line.ContainsAnyExcept(" \t\r"u8))
            {
                _lines.Enqueue((line.ToArray(), Number));
            }
            Number++;
            _open.SetLength(0);
        }
    }
}
