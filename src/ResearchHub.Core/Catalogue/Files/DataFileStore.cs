using System.IO.Compression;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Catalogue.Files;

/// <summary>Where the bytes of data files are. Compressed files are unpacked once, when first asked for, so that ranges can be served.</summary>
/// <param name="seedFolder">Folder that <c>seed:</c> keys are relative to.</param>
/// <param name="unpackedFolder">Folder for unpacked copies, named by checksum; may be deleted at any time.</param>
public sealed class DataFileStore(string seedFolder, string unpackedFolder)
{
    private const string SeedPrefix = "seed:";
    private const string Compressed = ".gz";

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

    private string? Stored(DataFileRow file)
    {
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
