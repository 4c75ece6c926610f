using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// A digital object identifier in its canonical spelling: <c>10.5555/abc</c>, ASCII letters in lower case
/// (DOIs don't distinguish their case), at most 1,000 characters.
/// </summary>
public readonly record struct Doi
{
    private const int MaxLength = 1000;
    private readonly string? _value;

    private Doi(string value) => _value = value;

    /// <summary>The canonical spelling; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>The registrant, with the directory code: <c>10.5555</c>.</summary>
    public string Prefix => Value.Split('/', 2)[0];

    /// <summary>The resolver's address; characters that a web address can't hold are percent-encoded.</summary>
    public string Url => "https://doi.org/" + Escape(Value);

    /// <summary>
    /// Reads bare DOIs, <c>doi:</c> and <c>info:doi/</c> names, and addresses of doi.org, percent-encoded or not, with blanks,
    /// invisible characters, brackets and the punctuation of a sentence around them.
    /// </summary>
    /// <exception cref="FormatException">The text is not a DOI; the message says why.</exception>
    public static Doi Parse(string? text) =>
        Read(text, out var reason) ?? throw new FormatException($"{IdentifierText.Quote(text)} is not a DOI: {reason}");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Doi doi)
    {
        var read = Read(text, out _);
        doi = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Doi? Read(string? text, out string reason)
    {
        var bare = IdentifierText.Unwrap(text);
        if (bare.Length == 0)
        {
            reason = "it is empty or too long.";
            return null;
        }
        bare = WithoutLabel(bare);
        if (IdentifierText.PathOn(bare, "doi.org", "dx.doi.org", "ors.datacite.org") is { } path)
        {
            bare = WithoutLabel(path);
        }
        else if (!bare.Contains('/') && bare.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            bare = Uri.UnescapeDataString(bare);
        }
        bare = IdentifierText.WithoutTrailingPunctuation(CloseGaps(bare));
        reason = Check(bare);
        return reason.Length == 0 ? new Doi(LowerAscii(bare)) : null;
    }

    private static string WithoutLabel(string text)
    {
        while (IdentifierText.After(text, "info:doi/", "urn:doi:", "doi:", "doi/", "doi ", "doi=", ":", " ") is { } rest)
        {
            text = rest;
        }
        return text.StartsWith("/10.", StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>Blanks that a line break or a careful typist left around the dots and the slash of the prefix.</summary>
    private static string CloseGaps(string text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? text : text[..slash].Replace(" ", "", StringComparison.Ordinal) + "/" + text[(slash + 1)..].TrimStart();
    }

    private static string Check(string text)
    {
        if (!text.StartsWith("10.", StringComparison.Ordinal))
        {
            return text.StartsWith("10/", StringComparison.Ordinal)
                ? "short DOIs must be resolved to the full name first."
                : "it must start with '10.' and a registrant, as in 10.5555/abc.";
        }
        var slash = text.IndexOf('/');
        if (slash < 0 || slash == text.Length - 1)
        {
            return "the part after the slash is missing.";
        }
        var registrant = text.AsSpan(3, slash - 3);
        var codes = registrant.Split('.');
        var first = true;
        foreach (var range in codes)
        {
            var code = registrant[range];
            if (code.IsEmpty || code.ContainsAnyExceptInRange('0', '9') || code.Length > 9 || (first && code.Length < 4))
            {
                return "the registrant between '10.' and the slash must be a number of four to nine digits.";
            }
            first = false;
        }
        if (text.Length > MaxLength)
        {
            return "it is longer than 1,000 characters.";
        }
        return text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || IdentifierText.IsInvisible(c)) || HasLoneSurrogate(text)
            ? "it has blanks or control characters inside."
            : "";
    }

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static string LowerAscii(string text) => string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c));

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "-._~/:;()@!$&'*+,=".Contains((char)rune.Value)))
            {
                escaped.Append((char)rune.Value);
            }
            else
            {
                escaped.Append(Uri.EscapeDataString(rune.ToString()));
            }
        }
        return escaped.ToString();
    }
}
