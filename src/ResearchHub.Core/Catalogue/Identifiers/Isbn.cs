namespace ResearchHub.Core.Catalogue;

/// <summary>An ISBN as thirteen digits without hyphens; ten-digit ISBNs are converted.</summary>
public readonly record struct Isbn
{
    private readonly string? _value;

    private Isbn(string value) => _value = value;

    /// <summary>Thirteen digits; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The URN of the book (RFC 8254): ISBNs have no resolver of their own.</summary>
    public string Url => "urn:isbn:" + Value;

    /// <summary>Reads ten or thirteen digits with or without hyphens, after <c>ISBN</c>, <c>ISBN-13:</c> or <c>urn:isbn:</c>.</summary>
    /// <exception cref="FormatException">The text is not an ISBN; the message says why.</exception>
    public static Isbn Parse(string? text) =>
        Read(text, out var reason) ?? throw new FormatException($"{IdentifierText.Quote(text)} is not an ISBN: {reason}");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Isbn isbn)
    {
        var read = Read(text, out _);
        isbn = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Isbn? Read(string? text, out string reason)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = IdentifierText.After(bare, "urn:isbn:", "isbn-13", "isbn-10", "isbn13", "isbn10", "isbn") ?? bare;
        bare = IdentifierText.WithoutTrailingPunctuation(bare.TrimStart(':', ' '));
        reason = "its check digit does not fit, so at least one digit is wrong.";
        switch (IdentifierText.Digits(bare, 10, 13))
        {
            case { Length: 10 } ten:
                return HasCheckDigit10(ten) ? new Isbn("978" + ten[..9] + Ean.CheckDigit("978" + ten[..9])) : null;
            case { Length: 13 } thirteen when thirteen[12] != 'X':
                if (!thirteen.StartsWith("978", StringComparison.Ordinal) && !thirteen.StartsWith("979", StringComparison.Ordinal))
                {
                    reason = "thirteen digits must start with 978 or 979.";
                    return null;
                }
                return Ean.CheckDigit(thirteen.AsSpan(0, 12)) == thirteen[12] ? new Isbn(thirteen) : null;
            default:
                reason = "it must have ten or thirteen digits.";
                return null;
        }
    }

    private static bool HasCheckDigit10(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            sum += (10 - i) * (digits[i] == 'X' ? 10 : digits[i] - '0');
        }
        return sum % 11 == 0;
    }
}

/// <summary>GS1 check digits, as EAN-13, UPC-A and ISBN-13 use them.</summary>
internal static class Ean
{
    /// <summary>The check digit that follows these digits; the digit nearest to it weighs three.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
