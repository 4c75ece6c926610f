using System.Diagnostics.CodeAnalysis;

namespace ResearchHub.Core.Common;

/// <summary>Addresses that people give and pages make links of: of other schemes than the web's, some run as scripts.</summary>
public static class WebAddress
{
    /// <summary>Longest, in UTF-16 units.</summary>
    public const int Longest = 2000;

    /// <summary>What to give instead of what is none.</summary>
    public const string Advice = "Give an address that starts with https:// or http://, of at most 2,000 characters.";

    /// <summary>Whether it is an absolute address of the web.</summary>
    public static bool Is([NotNullWhen(true)] string? text) =>
        text is { Length: <= Longest }
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && !text.Any(char.IsControl);
}
