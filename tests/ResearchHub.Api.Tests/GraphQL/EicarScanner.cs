using ResearchHub.Core.Catalogue.Files;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Finds the harmless test string that all scanners find.</summary>
internal sealed class EicarScanner : IFileScanner
{
    /// <summary>The string, put together so that no scanner takes this source for it.</summary>
    public static string Sample { get; } = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /// <inheritdoc />
    public async Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, leaveOpen: true);
        return (await reader.ReadToEndAsync(cancellationToken)).Contains(Sample, StringComparison.Ordinal) ? "EICAR" : null;
    }
}
