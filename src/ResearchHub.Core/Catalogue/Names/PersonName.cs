namespace ResearchHub.Core.Catalogue;

/// <summary>What a name in a list of authors turned out to be.</summary>
public enum NameKind
{
    Person,
    Organization,

    /// <summary>Nothing, or a word that says that the author is not known.</summary>
    Unknown,
}

/// <summary>
/// One name out of a list of authors. Of a person the parts are told apart; an organisation's name is in <see cref="Family"/>
/// as a whole; an unknown name is empty. Texts are never null and hold no invisible characters.
/// </summary>
/// <param name="Kind">Person, organisation or unknown.</param>
/// <param name="Family">Family name without particle ("Graaf"), or the organisation's name.</param>
/// <param name="Given">Given names and initials, each initial with a full stop ("Guy J.").</param>
/// <param name="Particle">Small-letter particle that is printed before the family name ("van der"); capitalised ones belong to the family name.</param>
/// <param name="Suffix">"Jr.", "Sr.", "II" and the like.</param>
/// <param name="Orcid">The iD that stood behind the name, if its check digit was right.</param>
/// <param name="Affiliation">Organisation that stood in brackets or after a dash; not checked against any list.</param>
public sealed record PersonName(
    NameKind Kind,
    string Family,
    string Given = "",
    string Particle = "",
    string Suffix = "",
    Orcid? Orcid = null,
    string? Affiliation = null
)
{
    /// <summary>The name nobody gave.</summary>
    public static PersonName Unknown { get; } = new(NameKind.Unknown, "");

    /// <summary>As read aloud: "Loes van der Graaf", "Richard H. Adams Jr."; the organisation's name; empty when unknown.</summary>
    public string Display => Joined(" ", Given, Particle, Family, Suffix);

    /// <summary>As sorted and filed: "van der Graaf, Loes", "Adams, Richard H., Jr.".</summary>
    public string Inverted => Joined(", ", Joined(" ", Particle, Family), Given, Suffix);

    /// <summary>
    /// Reads one name: "Abel, Guy J.", "Guy J. Abel", "DE LA CRUZ Maria", "van der Berg, J.", "Data Conscious Ltd.".
    /// A comma separates family and given names. Of several names joined by "and", ";", "&amp;" or "/" the first is given.
    /// </summary>
    public static PersonName Parse(string? text) => NameListReader.Read(text, commaSeparatesNames: false).Names[0];

    /// <summary>
    /// Reads a credit line that may hold several names, also with commas between them: "Seth Pierre, Jhunie Laura Ganeme",
    /// "Benson, A., Llanes, L.", "Owl RE - Patricia Goldschmid". At least one name comes back, at worst <see cref="Unknown"/>.
    /// </summary>
    public static NameList ParseList(string? text) => NameListReader.Read(text, commaSeparatesNames: true);

    private static string Joined(string separator, params ReadOnlySpan<string> parts)
    {
        var text = "";
        foreach (var part in parts)
        {
            text =
                part.Length == 0 ? text
                : text.Length == 0 ? part
                : text + separator + part;
        }
        return text;
    }
}

/// <summary>The names of a credit line, in its order.</summary>
/// <param name="Names">At least one.</param>
/// <param name="AndOthers">True when the line ended in "et al.": there were authors whom it does not name.</param>
public sealed record NameList(IReadOnlyList<PersonName> Names, bool AndOthers);
