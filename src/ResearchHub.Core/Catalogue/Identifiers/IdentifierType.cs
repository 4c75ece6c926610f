using System.Collections.Frozen;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// Schemes of identifiers: the related identifier types of the DataCite Metadata Schema 4.7, and three of our own
/// (<see cref="Orcid"/>, <see cref="Ror"/>, <see cref="Local"/>) that DataCite keeps elsewhere.
/// </summary>
public enum IdentifierType
{
    Ark,
    Arxiv,
    Bibcode,
    Cstr,
    Doi,
    Ean13,
    Eissn,
    Handle,
    Igsn,
    Isbn,
    Issn,
    Istc,
    Lissn,
    Lsid,
    Pmid,
    Purl,
    Raid,
    Rrid,
    Swhid,
    Upc,
    Url,
    Urn,
    W3id,

    /// <summary>A person (DataCite: name identifier).</summary>
    Orcid,

    /// <summary>An organisation (DataCite: name or affiliation identifier).</summary>
    Ror,

    /// <summary>A number that only its source knows, such as a report or working paper number.</summary>
    Local,
}

/// <summary>DataCite's spelling of the identifier types.</summary>
public static class IdentifierTypes
{
    private static readonly FrozenDictionary<IdentifierType, string> Spellings = Enum.GetValues<IdentifierType>()
        .ToFrozenDictionary(
            type => type,
            type =>
                type switch
                {
                    IdentifierType.Arxiv => "arXiv",
                    IdentifierType.Bibcode => "bibcode",
                    IdentifierType.Handle => "Handle",
                    IdentifierType.Raid => "RAiD",
                    IdentifierType.W3id => "w3id",
                    _ => ConstantCase.Of(type),
                }
        );

    /// <summary>The type as DataCite's schema spells it: <c>DOI</c>, <c>arXiv</c>, <c>RAiD</c>.</summary>
    public static string DataCiteName(this IdentifierType type) => Spellings[type];

    /// <summary>Finds a type by DataCite's name, ignoring case, spaces, hyphens and underscores.</summary>
    public static bool TryFind(string? name, out IdentifierType type)
    {
        var bare = string.Concat((name ?? "").Where(char.IsLetterOrDigit));
        foreach (var (candidate, spelling) in Spellings)
        {
            if (bare.Length > 0 && string.Equals(bare, spelling, StringComparison.OrdinalIgnoreCase))
            {
                type = candidate;
                return true;
            }
        }
        type = default;
        return false;
    }
}
