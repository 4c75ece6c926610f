namespace ResearchHub.Core.Catalogue.Files;

/// <summary>A file that has arrived whole and lies in a temporary place.</summary>
/// <param name="Path">Where it lies; keeping it moves it away from there.</param>
/// <param name="Name">As the sender calls it.</param>
/// <param name="DeclaredType">Media type that the sender declares; null for none.</param>
/// <param name="Sha256">Hexadecimal, lower case.</param>
public sealed record IncomingFile(string Path, string Name, string? DeclaredType, long Bytes, string Sha256);

/// <summary>Looks for malicious software in files before they are kept.</summary>
public interface IFileScanner
{
    /// <summary>Name of the threat that was found; null when the file may be kept.</summary>
    Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>Lets every file pass, for installations without a scanner.</summary>
public sealed class NoFileScanner : IFileScanner
{
    /// <inheritdoc />
    public Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
