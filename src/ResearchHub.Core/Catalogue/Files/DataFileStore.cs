using System.IO.Compression;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Catalogue.Files;

/// <summary>Where the bytes of data files are. Compressed files are unpacked once, when first asked for, so that ranges can be served.</summary>
/// <param name="seedFolder">Folder that <c>seed:</c> keys are relative to.</param>
/// <param name="unpackedFolder">Folder for unpacked copies, named by checksum; may be deleted at any time.</param>
/// <param name="blobFolder">Folder of uploaded files, named by checksum.</param>
public sealed class DataFileStore(string seedFolder, string unpackedFolder, string blobFolder)
{
    private const string SeedPrefix = "seed:";
    private const string BlobPrefix = "blob:";
    private const string Compressed = ".gz";
    private const string Arriving = ".arriving";

    /// <summary>Storage key of an uploaded file.</summary>
    public static string KeyOf(IncomingFile file) => BlobPrefix + file.Sha256;

    /// <summary>Takes an uploaded file over, one caller at a time; bytes that are here already are not kept twice.</summary>
    public void Keep(IncomingFile file)
    {
        var path = Blob(KeyOf(file))!;
        if (new FileInfo(path) is { Exists: true } kept && kept.Length == file.Bytes)
        {
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Beside first: between file systems a move is a copy, and what a cut-off one leaves must not look like the file.
        var arriving = path + Arriving;
        File.Move(file.Path, arriving, overwrite: true);
        using (var whole = File.OpenHandle(arriving, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(whole);
        }
        File.Move(arriving, path, overwrite: true);
    }

    /// <summary>Deletes an uploaded file, where there is one; what came with the seed stays.</summary>
    public void Delete(string storageKey)
    {
        // Deleting a file that is not there is no error, but one in a folder that is not there is: an upload may be refused before there is any.
        if (Blob(storageKey) is { } path && File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Path of the file as clients get it; null when its bytes are missing.</summary>
    public async Task<string?> PathAsync(DataFileRow file, CancellationToken cancellationToken)
    {
        if (Stored(file) is not { } stored || !File.Exists(stored))
        {
            return null;
        }
        if (!stored.EndsWith(Compressed, StringComparison.Ordinal))
        {
            return stored;
        }
        var unpacked = Path.Combine(unpackedFolder, file.Sha256);
        if (!File.Exists(unpacked))
        {
            await UnpackAsync(stored, unpacked, cancellationToken);
        }
        return unpacked;
    }

    /// <summary>The file from its start, without unpacking it to disk; null when its bytes are missing.</summary>
    public Stream? Open(DataFileRow file)
    {
        if (Stored(file) is not { } stored || !File.Exists(stored))
        {
            return null;
        }
        var bytes = File.OpenRead(stored);
        return stored.EndsWith(Compressed, StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
    }

    private string? Blob(string storageKey) =>
        storageKey.StartsWith(BlobPrefix, StringComparison.Ordinal)
        && storageKey[BlobPrefix.Length..] is { Length: 64 } sha256
        && sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(blobFolder, sha256[..2], sha256)
            : null;

    private string? Stored(DataFileRow file)
    {
        if (Blob(file.StorageKey) is { } blob)
        {
            return blob;
        }
        if (!file.StorageKey.StartsWith(SeedPrefix, StringComparison.Ordinal))
        {
            return null;
        }
        var path = Path.GetFullPath(Path.Combine(seedFolder, file.StorageKey[SeedPrefix.Length..]));
        return path.StartsWith(Path.GetFullPath(seedFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    private async Task UnpackAsync(string stored, string unpacked, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(unpackedFolder);
        // Written beside and moved, so that a cut-off copy is never served and two requests at once do no harm.
        var temporary = Path.Combine(unpackedFolder, Path.GetRandomFileName());
        try
        {
            await using (var source = new GZipStream(File.OpenRead(stored), CompressionMode.Decompress))
            await using (var target = File.Create(temporary))
            {
                await source.CopyToAsync(target, cancellationToken);
            }
            File.Move(temporary, unpacked, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
