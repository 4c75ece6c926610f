using System.Globalization;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// A ROR identifier of an organisation in its bare spelling <c>03yrm5c26</c>: a zero, six characters of Crockford's
/// base 32 and two check digits (ISO 7064 MOD 97-10 over the number they spell).
/// </summary>
public readonly record struct RorId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly string? _value;

    private RorId(string value) => _value = value;

    /// <summary>The nine characters, lower case; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The organisation's address at ROR, which is how ROR itself spells its identifiers.</summary>
    public string Url => "https://ror.org/" + Value;

    /// <summary>Reads the nine characters, alone or behind <c>https://ror.org/</c> or <c>ror:</c>.</summary>
    /// <exception cref="FormatException">The text is not a ROR identifier; the message says why.</exception>
    public static RorId Parse(string? text) =>
        Read(text, out var reason) ?? throw new FormatException($"{IdentifierText.Quote(text)} is not a ROR identifier: {reason}");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out RorId ror)
    {
        var read = Read(text, out _);
        ror = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static RorId? Read(string? text, out string reason)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = IdentifierText.PathOn(bare, "ror.org") ?? IdentifierText.After(bare, "ror:", "ror ") ?? bare;
        bare = IdentifierText.WithoutTrailingPunctuation(bare.Trim()).TrimEnd('/').ToLowerInvariant();
        reason = "it must be nine characters that start with 0 and end in two digits, as in 03yrm5c26.";
        if (bare.Length != 9 || bare[0] != '0' || !char.IsAsciiDigit(bare[7]) || !char.IsAsciiDigit(bare[8]))
        {
            return null;
        }
        long number = 0;
        foreach (var c in bare.AsSpan(1, 6))
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }
            number = number * 32 + digit;
        }
        if (98 - number * 100 % 97 != int.Parse(bare.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture))
        {
            reason = "its check digits do not fit, so at least one character is wrong.";
            return null;
        }
        return new RorId(bare);
    }
}
