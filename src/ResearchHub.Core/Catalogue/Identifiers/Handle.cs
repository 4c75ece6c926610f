namespace ResearchHub.Core.Catalogue;

/// <summary>A Handle <c>10900/70377</c>: a naming authority of digits and dots, a slash, and a local name whose case is kept.</summary>
public readonly record struct Handle
{
    private readonly string? _value;

    private Handle(string value) => _value = value;

    /// <summary>The bare Handle; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The address at the global resolver, percent-encoded where needed.</summary>
    public string Url => "https://hdl.handle.net/" + Uri.EscapeDataString(Value).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>Reads bare Handles, <c>hdl:</c> names and addresses of hdl.handle.net.</summary>
    /// <exception cref="FormatException">The text is not a Handle; the message says why.</exception>
    public static Handle Parse(string? text) =>
        Read(text)
        ?? throw new FormatException(
            $"{IdentifierText.Quote(text)} is not a Handle: it must be a number, a slash and a name without blanks, as in 10900/70377."
        );

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Handle handle)
    {
        var read = Read(text);
        handle = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Handle? Read(string? text)
    {
        var bare = IdentifierText.Unwrap(text);
        bare =
            IdentifierText.PathOn(bare, "hdl.handle.net") ?? IdentifierText.After(bare, "info:hdl/", "hdl:", "handle:", "handle ") ?? bare;
        bare = IdentifierText.WithoutTrailingPunctuation(bare.Trim());
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == bare.Length - 1)
        {
            return null;
        }
        var authority = bare.AsSpan(0, slash);
        var valid = char.IsAsciiDigit(authority[0]) && char.IsAsciiDigit(authority[^1]) && !authority.ContainsAnyExcept("0123456789.");
        return valid && !bare.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? new Handle(bare) : null;
    }
}
