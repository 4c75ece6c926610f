namespace ResearchHub.Core.Catalogue;

/// <summary>
/// An ORCID iD in its canonical spelling <c>0000-0002-1825-0097</c>. The last character is a check digit
/// (ISO 7064 MOD 11-2, X for ten), so a mistyped iD is refused.
/// </summary>
public readonly record struct Orcid
{
    private readonly string? _value;

    private Orcid(string value) => _value = value;

    /// <summary>The canonical spelling; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The person's address at ORCID.</summary>
    public string Url => "https://orcid.org/" + Value;

    /// <summary>Reads iDs with or without hyphens, <c>orcid:</c> or the address before them; a small x is accepted.</summary>
    /// <exception cref="FormatException">The text is not an ORCID iD; the message says why.</exception>
    public static Orcid Parse(string? text) =>
        Read(text, out var reason) ?? throw new FormatException($"{IdentifierText.Quote(text)} is not an ORCID iD: {reason}");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Orcid orcid)
    {
        var read = Read(text, out _);
        orcid = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Orcid? Read(string? text, out string reason)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = IdentifierText.PathOn(bare, "orcid.org") ?? bare;
        bare = IdentifierText.After(bare, "orcid id:", "orcid:", "orcid id ", "orcid ") ?? bare;
        bare = IdentifierText.PathOn(bare.Trim(), "orcid.org") ?? bare;
        bare = IdentifierText.WithoutTrailingPunctuation(bare.Trim()).TrimEnd('/');
        if (IdentifierText.Digits(bare, 16, 16) is not { } digits)
        {
            reason = "it must have sixteen digits in four groups, as in 0000-0002-1825-0097; the last may be X.";
            return null;
        }
        if (CheckCharacter(digits.AsSpan(0, 15)) != digits[15])
        {
            reason = "its check digit does not fit, so at least one character is wrong.";
            return null;
        }
        reason = "";
        return new Orcid($"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}");
    }

    /// <summary>ISO 7064 MOD 11-2 over decimal digits.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var total = 0;
        foreach (var digit in digits)
        {
            total = (total + (digit - '0')) * 2 % 11;
        }
        var check = (12 - total) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }
}
