using System.Text.RegularExpressions;

namespace ResearchHub.Core.Catalogue;

/// <summary>The canonical spelling of each identifier scheme, and how a pasted text is told to belong to one.</summary>
internal static partial class IdentifierRules
{
    private const RegexOptions Strict = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const RegexOptions Loose = Strict | RegexOptions.IgnoreCase;
    private const int Timeout = 1000;

    public static string Normalize(IdentifierType type, string? value) =>
        type switch
        {
            IdentifierType.Doi => Doi.Parse(value).Value,
            IdentifierType.Orcid => Orcid.Parse(value).Value,
            IdentifierType.Ror => RorId.Parse(value).Value,
            IdentifierType.Isbn => Isbn.Parse(value).Value,
            IdentifierType.Issn or IdentifierType.Eissn or IdentifierType.Lissn => Issn.Parse(value).Value,
            IdentifierType.Handle => Handle.Parse(value).Value,
            IdentifierType.Raid => Handle
                .Parse(IdentifierText.PathOn(IdentifierText.Unwrap(value), "raid.org") ?? value)
                .Value.ToLowerInvariant(),
            IdentifierType.Igsn => Igsn(value),
            IdentifierType.Url or IdentifierType.Purl or IdentifierType.W3id => WebAddress(value),
            IdentifierType.Pmid => Matched(type, Stripped(value, "pubmed.ncbi.nlm.nih.gov", "pmid:", "pmid").TrimEnd('/'), Pmid())
                .TrimStart('0'),
            IdentifierType.Arxiv => "arXiv:" + Matched(type, ArxivNumber(value), Arxiv()).ToLowerInvariant(),
            IdentifierType.Ark => "ark:" + Matched(type, ArkName(value), Ark()),
            IdentifierType.Urn => Urn(value),
            IdentifierType.Lsid => Urn(value, "urn:lsid:"),
            IdentifierType.Ean13 => CheckedDigits(type, value, 13),
            IdentifierType.Upc => CheckedDigits(type, value, 12),
            IdentifierType.Rrid => "RRID:" + Matched(type, Stripped(value, "scicrunch.org/resolver", "rrid:"), Rrid()),
            IdentifierType.Swhid => Matched(type, IdentifierText.Unwrap(value), Swhid()),
            IdentifierType.Istc => Matched(
                type,
                Stripped(value, null, "istc").Replace("-", "", StringComparison.Ordinal).ToUpperInvariant(),
                Istc()
            ),
            IdentifierType.Bibcode => Matched(type, IdentifierText.Unwrap(value), Bibcode()),
            IdentifierType.Cstr => Matched(type, Stripped(value, "cstr.cn", "cstr:"), Cstr()),
            IdentifierType.Local => Local(value),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an identifier type."),
        };

    public static string? Url(IdentifierType type, string value) =>
        type switch
        {
            IdentifierType.Doi => Doi.Parse(value).Url,
            IdentifierType.Igsn => Doi.TryParse(value, out var doi) ? doi.Url : null,
            IdentifierType.Orcid => Orcid.Parse(value).Url,
            IdentifierType.Ror => RorId.Parse(value).Url,
            IdentifierType.Issn or IdentifierType.Eissn or IdentifierType.Lissn => Issn.Parse(value).Url,
            IdentifierType.Handle => Handle.Parse(value).Url,
            IdentifierType.Raid => "https://raid.org/" + value,
            IdentifierType.Url or IdentifierType.Purl or IdentifierType.W3id => value,
            IdentifierType.Pmid => "https://pubmed.ncbi.nlm.nih.gov/" + value,
            IdentifierType.Arxiv => "https://arxiv.org/abs/" + value["arXiv:".Length..],
            IdentifierType.Ark => "https://n2t.net/" + value,
            IdentifierType.Swhid => "https://archive.softwareheritage.org/" + value,
            _ => null,
        };

    public static Identifier? Detect(string? text)
    {
        var bare = IdentifierText.Unwrap(text);
        if (bare.Length == 0)
        {
            return null;
        }
        foreach (var type in Candidates(bare))
        {
            if (Identifier.TryNormalize(type, bare) is { } value)
            {
                return new Identifier(type, value);
            }
        }
        return null;
    }

    /// <summary>Schemes whose prefix, host or shape the text shows, the most telling first.</summary>
    private static IEnumerable<IdentifierType> Candidates(string text)
    {
        if (text.Contains("10", StringComparison.Ordinal))
        {
            yield return IdentifierType.Doi;
        }
        foreach (var (marker, type) in Markers)
        {
            if (text.StartsWith(marker, StringComparison.OrdinalIgnoreCase) || OnHost(text, marker))
            {
                yield return type;
            }
        }
        if (WebScheme().IsMatch(text))
        {
            yield return IdentifierType.Url;
            yield break;
        }
        if (text.Count(char.IsAsciiDigit) >= 15)
        {
            yield return IdentifierType.Orcid;
        }
        if (text.Count(char.IsAsciiDigit) >= 9 && (text.Contains('-') || text.StartsWith("97", StringComparison.Ordinal)))
        {
            yield return IdentifierType.Isbn;
        }
        if (IssnShape().IsMatch(text))
        {
            yield return IdentifierType.Issn;
        }
        if (text.Length == 9)
        {
            yield return IdentifierType.Ror;
        }
    }

    private static readonly (string Marker, IdentifierType Type)[] Markers =
    [
        ("orcid", IdentifierType.Orcid),
        ("ror:", IdentifierType.Ror),
        ("ror.org", IdentifierType.Ror),
        ("isbn", IdentifierType.Isbn),
        ("urn:isbn:", IdentifierType.Isbn),
        ("issn", IdentifierType.Issn),
        ("urn:issn:", IdentifierType.Issn),
        ("portal.issn.org", IdentifierType.Issn),
        ("eissn", IdentifierType.Eissn),
        ("e-issn", IdentifierType.Eissn),
        ("issn-l", IdentifierType.Lissn),
        ("hdl", IdentifierType.Handle),
        ("handle", IdentifierType.Handle),
        ("info:hdl/", IdentifierType.Handle),
        ("pmid", IdentifierType.Pmid),
        ("pubmed.ncbi.nlm.nih.gov", IdentifierType.Pmid),
        ("arxiv", IdentifierType.Arxiv),
        ("ark:", IdentifierType.Ark),
        ("n2t.net/ark:", IdentifierType.Ark),
        ("raid.org", IdentifierType.Raid),
        ("purl.org", IdentifierType.Purl),
        ("w3id.org", IdentifierType.W3id),
        ("rrid:", IdentifierType.Rrid),
        ("swh:", IdentifierType.Swhid),
        ("cstr", IdentifierType.Cstr),
        ("igsn", IdentifierType.Igsn),
        ("urn:lsid:", IdentifierType.Lsid),
        ("urn:", IdentifierType.Urn),
    ];

    private static bool OnHost(string text, string host) =>
        host.Contains('.')
            && IdentifierText.PathOn(text, host.Split('/')[0]) is { } path
            && (!host.Contains('/') || path.StartsWith("ark:", StringComparison.Ordinal))
        || host is "orcid" && IdentifierText.PathOn(text, "orcid.org") is not null
        || host is "arxiv" && IdentifierText.PathOn(text, "arxiv.org") is not null
        || host is "hdl" && IdentifierText.PathOn(text, "hdl.handle.net") is not null;

    private static string Stripped(string? value, string? host, params ReadOnlySpan<string> prefixes)
    {
        var bare = IdentifierText.Unwrap(value);
        bare = (host is null ? null : IdentifierText.PathOn(bare, host)) ?? bare;
        return IdentifierText.WithoutTrailingPunctuation((IdentifierText.After(bare, prefixes) ?? bare).TrimStart(':', ' '));
    }

    private static string Matched(IdentifierType type, string value, Regex rule) =>
        rule.IsMatch(value)
            ? value
            : throw new FormatException($"{IdentifierText.Quote(value)} is not of the form of {type.DataCiteName()}.");

    private static string ArxivNumber(string? value)
    {
        var bare = Stripped(value, "arxiv.org", "arxiv:", "arxiv");
        bare = IdentifierText.After(bare, "abs/", "pdf/") ?? bare;
        return bare.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? bare[..^4] : bare;
    }

    private static string ArkName(string? value)
    {
        var bare = IdentifierText.Unwrap(value);
        bare = IdentifierText.PathOn(bare, "n2t.net") ?? bare;
        return (IdentifierText.After(bare, "ark:") ?? "").TrimStart('/').TrimEnd('/');
    }

    private static string Igsn(string? value)
    {
        var bare = Stripped(value, "igsn.org", "igsn:", "igsn");
        return Doi.TryParse(bare, out var doi) ? doi.Value : Matched(IdentifierType.Igsn, bare.ToUpperInvariant(), IgsnName());
    }

    private static string Urn(string? value, string required = "urn:")
    {
        var bare = IdentifierText.WithoutTrailingPunctuation(IdentifierText.Unwrap(value));
        var parts = Matched(IdentifierType.Urn, bare, UrnName()).Split(':', 3);
        var urn = $"urn:{parts[1].ToLowerInvariant()}:{parts[2]}";
        return urn.StartsWith(required, StringComparison.Ordinal)
            ? urn
            : throw new FormatException($"{IdentifierText.Quote(value)} must start with '{required}'.");
    }

    private static string CheckedDigits(IdentifierType type, string? value, int length)
    {
        var digits = IdentifierText.Digits(Stripped(value, null, "ean13", "ean", "upc"), length, length);
        return digits is not null && digits[^1] == Ean.CheckDigit(digits.AsSpan(0, length - 1))
            ? digits
            : throw new FormatException(
                $"{IdentifierText.Quote(value)} is not of the form of {type.DataCiteName()}, or its check digit does not fit."
            );
    }

    private static string WebAddress(string? value)
    {
        var bare = IdentifierText.Unwrap(value);
        return
            Uri.TryCreate(bare, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : throw new FormatException($"{IdentifierText.Quote(value)} is not a web address that starts with http:// or https://.");
    }

    private static string Local(string? value)
    {
        var bare = string.Join(' ', IdentifierText.Unwrap(value).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return bare.Length is > 0 and <= 200 && !bare.Any(char.IsControl)
            ? bare
            : throw new FormatException($"{IdentifierText.Quote(value)} is empty or longer than 200 characters.");
    }

    [GeneratedRegex("^https?://", Loose, Timeout)]
    private static partial Regex WebScheme();

    [GeneratedRegex(@"^\d{4}-\d{3}[\dxX]\b", Strict, Timeout)]
    private static partial Regex IssnShape();

    [GeneratedRegex(@"^0*[1-9]\d{0,8}\z", Strict, Timeout)]
    private static partial Regex Pmid();

    [GeneratedRegex(@"^(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?/\d{7})(v\d+)?\z", Loose, Timeout)]
    private static partial Regex Arxiv();

    [GeneratedRegex(@"^[0-9bcdfghjkmnpqrstvwxz]{5,9}/[\w=~*+@$./%-]+\z", Strict, Timeout)]
    private static partial Regex Ark();

    [GeneratedRegex(@"^[A-Za-z][\w]*_?[\w:.-]+\z", Strict, Timeout)]
    private static partial Regex Rrid();

    [GeneratedRegex(@"^swh:1:(cnt|dir|rel|rev|snp):[0-9a-f]{40}(;[\x21-\x7e]+)?\z", Strict, Timeout)]
    private static partial Regex Swhid();

    [GeneratedRegex(@"^[0-9A-F]{3}[0-9]{4}[0-9A-F]{9}\z", Strict, Timeout)]
    private static partial Regex Istc();

    [GeneratedRegex(@"^\d{4}[A-Za-z][\w.&]{13}[A-Z.]\z", Strict, Timeout)]
    private static partial Regex Bibcode();

    [GeneratedRegex(@"^\d{5}(\.\w+)+\S*\z", Strict, Timeout)]
    private static partial Regex Cstr();

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9.\-/]{3,60}\z", Strict, Timeout)]
    private static partial Regex IgsnName();

    [GeneratedRegex(@"^urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:\S+\z", Loose, Timeout)]
    private static partial Regex UrnName();
}
