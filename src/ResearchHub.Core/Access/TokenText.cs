using ResearchHub.Core.Common;

namespace ResearchHub.Core.Access;

/// <summary>The text of personal access tokens.</summary>
internal static class TokenText
{
    private const string Marker = "rhub_";
    private const int ShownLetters = 12;

    public static string New() => SecretText.New(Marker);

    public static bool IsOne(string text) => SecretText.IsOne(text, Marker);

    /// <summary>First letters, to tell tokens apart.</summary>
    public static string PrefixOf(string token) => token[..ShownLetters];

    public static byte[] HashOf(string token) => SecretText.HashOf(token);
}
