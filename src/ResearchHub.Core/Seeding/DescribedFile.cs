using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>A file of a dataset, read once: its checksum compared with the one written down, its columns described.</summary>
internal sealed record DescribedFile(SeedDataFile File, long? Rows, IReadOnlyList<ColumnProfile> Columns)
{
    /// <exception cref="InvalidDataException">The bytes are not those that <c>datasets.json</c> names.</exception>
    public static async Task<DescribedFile> ReadAsync(SeedFiles files, SeedDataFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)file.Bytes);
        await using (var packed = new GZipStream(System.IO.File.OpenRead(files.PathOf(file.Path)), CompressionMode.Decompress))
        {
            try
            {
                await packed.CopyToAsync(content, cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                throw new InvalidDataException($"{file.Path} is not a gzip file, or a damaged one.", exception);
            }
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
        if (!string.Equals(sha256, file.Sha256, StringComparison.Ordinal) || content.Length != file.Bytes)
        {
            throw new InvalidDataException($"{file.Path} is not the file that datasets.json describes: SHA-256 {sha256}.");
        }
        if (!string.Equals(file.MediaType, "text/csv", StringComparison.Ordinal))
        {
            return new DescribedFile(file, null, []);
        }
        content.Position = 0;
        var table = await TableProfiler.DescribeAsync(content, cancellationToken);
        return new DescribedFile(file, table.RowCount, table.Columns);
    }

    public DataFileDraft Draft(long id, Dictionary<string, SeedVariable> variables) =>
        new(
            id,
            File.Name,
            File.MediaType,
            File.Bytes,
            File.Sha256,
            Rows,
            $"seed:{File.Path}",
            [.. Columns.Select(column => Variable(column, variables.GetValueOrDefault(column.Name)))]
        );

    /// <summary>First and last day of a column of dates or years.</summary>
    public (DateOnly From, DateOnly To) Days(string column)
    {
        var days = Columns.First(one => string.Equals(one.Name, column, StringComparison.Ordinal));
        return (days.FirstDay!.Value, days.LastDay!.Value);
    }

    private static VariableDraft Variable(ColumnProfile column, SeedVariable? known) =>
        new(
            column.Name,
            known?.Label.GetValueOrDefault("en") ?? column.Label,
            ConstantCase.Of(column.Type),
            known?.Unit,
            column.Minimum,
            column.Maximum,
            column.MissingCount,
            column.Categories.Count > 0 ? JsonSerializer.Serialize(column.Categories, ColumnConventions.Json) : null
        );
}
