namespace ResearchHub.Core.Catalogue;

/// <summary>An ISSN in its canonical spelling <c>2050-084X</c>, check digit verified.</summary>
public readonly record struct Issn
{
    private readonly string? _value;

    private Issn(string value) => _value = value;

    /// <summary>Two groups of four with a hyphen; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The serial's address at the ISSN portal.</summary>
    public string Url => "https://portal.issn.org/resource/ISSN/" + Value;

    /// <summary>Reads eight characters with or without the hyphen, after <c>ISSN</c>, <c>eISSN:</c> or <c>urn:issn:</c>, or the portal's address.</summary>
    /// <exception cref="FormatException">The text is not an ISSN; the message says why.</exception>
    public static Issn Parse(string? text) =>
        Read(text, out var reason) ?? throw new FormatException($"{IdentifierText.Quote(text)} is not an ISSN: {reason}");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Issn issn)
    {
        var read = Read(text, out _);
        issn = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Issn? Read(string? text, out string reason)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = IdentifierText.PathOn(bare, "portal.issn.org/resource/issn", "issn.org/resource/issn") ?? bare;
        bare = IdentifierText.After(bare, "urn:issn:", "e-issn", "p-issn", "eissn", "pissn", "issn-l", "lissn", "issn") ?? bare;
        bare = WithoutNote(bare.TrimStart(':', ' '));
        bare = IdentifierText.WithoutTrailingPunctuation(bare);
        if (IdentifierText.Digits(bare, 8, 8) is not { } digits)
        {
            reason = "it must have eight digits, as in 2050-084X; the last may be X.";
            return null;
        }
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += (8 - i) * (digits[i] == 'X' ? 10 : digits[i] - '0');
        }
        reason = sum % 11 == 0 ? "" : "its check digit does not fit, so at least one character is wrong.";
        return sum % 11 == 0 ? new Issn($"{digits[..4]}-{digits[4..]}") : null;
    }

    /// <summary>Catalogues write "(print)" or "(electronic)" behind the number.</summary>
    private static string WithoutNote(string text)
    {
        var note = text.IndexOf('(', StringComparison.Ordinal);
        return note > 0 && text.EndsWith(')') ? text[..note].Trim() : text;
    }
}
