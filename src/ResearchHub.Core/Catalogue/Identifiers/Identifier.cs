namespace ResearchHub.Core.Catalogue;

/// <summary>An identifier in the canonical spelling of its scheme; two spellings of the same identifier compare equal.</summary>
/// <param name="Type">The scheme.</param>
/// <param name="Value">The canonical spelling, as <see cref="Normalize"/> gives it.</param>
public sealed record Identifier(IdentifierType Type, string Value)
{
    /// <summary>Where the identifier leads, null for schemes without a resolver.</summary>
    public string? Url => IdentifierRules.Url(Type, Value);

    /// <summary>Brings an identifier into the canonical spelling of its scheme.</summary>
    /// <exception cref="FormatException">The value does not fit its scheme; the message says why.</exception>
    public static string Normalize(IdentifierType type, string? value) => IdentifierRules.Normalize(type, value);

    /// <summary>As <see cref="Normalize"/>, null instead of an exception.</summary>
    public static string? TryNormalize(IdentifierType type, string? value)
    {
        try
        {
            return Normalize(type, value);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Normalises and pairs a type and a value.</summary>
    /// <exception cref="FormatException">The value does not fit its scheme; the message says why.</exception>
    public static Identifier Create(IdentifierType type, string? value) => new(type, Normalize(type, value));

    /// <summary>
    /// Says what a pasted text is: an address or a name with its scheme's prefix, or a bare number that only one scheme writes so.
    /// Numbers without a prefix that could be anything (a PMID, ten bare digits) are left alone.
    /// </summary>
    /// <returns>The canonical identifier, or null when the text is none.</returns>
    public static Identifier? Detect(string? text) => IdentifierRules.Detect(text);

    /// <summary>DataCite's name of the scheme and the value: <c>DOI:10.5555/abc</c>.</summary>
    public override string ToString() => $"{Type.DataCiteName()}:{Value}";
}
