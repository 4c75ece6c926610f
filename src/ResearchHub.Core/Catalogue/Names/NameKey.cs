using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// A name made comparable across sources: script, case, accents, blanks and hyphens don't count.
/// <list type="bullet">
/// <item>The family names (particle included) must be equal.</item>
/// <item>The first given names must be equal, or one must be the initial of the other.</item>
/// <item>Where both have further given names, these must be compatible in the same way, in order; missing ones don't matter.</item>
/// <item>Generation suffixes must not contradict each other. Different ORCID iDs are different people, equal ones are one person.</item>
/// </list>
/// The relation is not transitive: "J. Smith" matches "John Smith" and "Jane Smith". A caller that merges must give an
/// abbreviated name to a full one only when exactly one full name fits (<see cref="IsAbbreviated"/>).
/// </summary>
public sealed class NameKey
{
    private readonly string _family;
    private readonly string[] _given;
    private readonly string _suffix;
    private readonly Orcid? _orcid;

    private NameKey(PersonName name)
    {
        _family = Transliteration.Fold(name.Particle + name.Family);
        _given =
        [
            .. name.Given.Split([' ', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(Token).Where(token => token.Length > 0),
        ];
        _suffix = Transliteration.Fold(name.Suffix);
        _orcid = name.Orcid;
    }

    /// <summary>The key of a person; null for organisations, unknown names and names without a family name.</summary>
    public static NameKey? Of(PersonName name) =>
        name.Kind == NameKind.Person && Transliteration.Fold(name.Family).Length > 0 ? new NameKey(name) : null;

    /// <summary>Family name and first initial, <c>abel|g</c>: only names that share it can match, unless an ORCID iD says so.</summary>
    public string Block => _family + "|" + (_given.Length > 0 ? _given[0][..1] : "");

    /// <summary>All parts, <c>abel|guy j</c>: equal for spellings that differ in nothing that counts.</summary>
    public string Exact => _family + "|" + string.Join(' ', _given) + (_suffix.Length > 0 ? "|" + _suffix : "");

    /// <summary>True when no given name is written out, so that the name can match several people.</summary>
    public bool IsAbbreviated => Array.TrueForAll(_given, token => token.Length == 1);

    /// <summary>Whether both names can belong to one person.</summary>
    public bool Matches(NameKey other)
    {
        if (_orcid is { } mine && other._orcid is { } theirs)
        {
            return mine == theirs;
        }
        if (_family != other._family || (_suffix.Length > 0 && other._suffix.Length > 0 && _suffix != other._suffix))
        {
            return false;
        }
        if (_given.Length == 0 || other._given.Length == 0)
        {
            return _given.Length == other._given.Length;
        }
        for (var i = 0; i < Math.Min(_given.Length, other._given.Length); i++)
        {
            if (!Compatible(_given[i], other._given[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Exact;

    /// <summary>An initial counts as one letter also where its ASCII spelling has two (Ђ. is Dj.).</summary>
    private static string Token(string text)
    {
        var folded = Transliteration.Fold(text);
        return text.Length == 1 && folded.Length > 1 ? folded[..1] : folded;
    }

    private static bool Compatible(string one, string other) =>
        one == other || ((one.Length == 1 || other.Length == 1) && one[0] == other[0]);
}
