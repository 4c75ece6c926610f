using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>A file of a dataset, read once: its checksum compared with the one written down, its columns described.</summary>
internal sealed record DescribedFile(SeedDataFile File, long? Rows, IReadOnlyList<ColumnDescription> Columns)
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
        using var reader = new StreamReader(content, Encoding.UTF8);
        var (rows, columns) = TableDescription.Read(reader);
        return new DescribedFile(file, rows, columns);
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

    /// <summary>First and last year of a column.</summary>
    public (int From, int To) Years(string column)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var years = Columns.First(one => string.Equals(one.Name, column, StringComparison.Ordinal));
        return (int.Parse(years.Minimum!, culture), int.Parse(years.Maximum!, culture));
    }

    private static VariableDraft Variable(ColumnDescription column, SeedVariable? known) =>
        new(
            column.Name,
            known?.Label.GetValueOrDefault("en"),
            column.Type,
            known?.Unit,
            column.Minimum,
            column.Maximum,
            column.Missing,
            column.Categories.Count > 0 ? JsonSerializer.Serialize(column.Categories, ColumnConventions.Json) : null
        );
}
