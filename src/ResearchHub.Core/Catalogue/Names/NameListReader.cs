using System.Text.RegularExpressions;
using ResearchHub.Core.Common;
using static ResearchHub.Core.Catalogue.CreditLinePatterns;
using static ResearchHub.Core.Catalogue.CreditLineText;
using static ResearchHub.Core.Catalogue.OrganizationSigns;

namespace ResearchHub.Core.Catalogue;

/// <summary>Takes a credit line apart: remarks, affiliations, names; and tells people from organisations.</summary>
internal static class NameListReader
{
    public static NameList Read(string? text, bool commaSeparatesNames)
    {
        var line = Clean(text);
        Orcid? orcid = null;
        line = OrcidShape()
            .Replace(
                line,
                match =>
                {
                    orcid ??= Orcid.TryParse(match.Groups["id"].Value, out var found) ? found : null;
                    return " ";
                }
            );
        line = RoleInBrackets().Replace(MailAddress().Replace(line, " "), ";");
        var others = AndOthers().IsMatch(line);
        line = AndOthers().Replace(line, " ");
        var names = new List<PersonName>();
        foreach (var piece in SplitOutsideBrackets(line, ';'))
        {
            names.AddRange(Piece(piece, commaSeparatesNames, others));
        }
        names.RemoveAll(name => name.Kind == NameKind.Unknown);
        if (names.Count == 0)
        {
            names.Add(PersonName.Unknown);
        }
        if (orcid is not null && names[0].Kind == NameKind.Person)
        {
            names[0] = names[0] with { Orcid = orcid };
        }
        return new NameList(names, others);
    }

    private static IEnumerable<PersonName> Piece(string piece, bool commaSeparatesNames, bool others)
    {
        var (bare, bracket) = TakeBracket(piece, others);
        if (others && Words(bare) == 1)
        {
            return [NameReader.Person(bare) with { Affiliation = bracket }];
        }
        bare = JoinedHyphens().Replace(bare, "-");
        var sides = DashOrStop().Split(bare).Select(side => side.Trim(' ', ',', '-', '–')).Where(side => side.Length > 0).ToList();
        if (sides.Count == 2 && LooksLikeOrganization(sides[0]) && LooksLikeOrganization(sides[1]))
        {
            sides = [bare];
        }
        var affiliation = bracket;
        var people = new List<PersonName>();
        var organizations = new List<string>();
        foreach (var side in sides)
        {
            if (sides.Count > 1 && LooksLikeOrganization(side) && !HasPeople(side))
            {
                organizations.Add(side);
                continue;
            }
            people.AddRange(Names(side, commaSeparatesNames));
        }
        if (people.Count == 0)
        {
            people.AddRange(organizations.Select(Organization));
            organizations.Clear();
        }
        affiliation ??= organizations.FirstOrDefault();
        return people.Select(name =>
            name.Kind == NameKind.Person && affiliation is not null ? name with { Affiliation = affiliation } : name
        );
    }

    private static List<PersonName> Names(string text, bool commaSeparatesNames)
    {
        if (IsUnknown(text))
        {
            return [];
        }
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (LooksLikeOrganization(text))
        {
            return commaSeparatesNames ? WithOrganization(text, parts) : [Organization(text)];
        }
        if (!commaSeparatesNames || parts.Length < 2)
        {
            return [.. Conjoined(text).Select(NameReader.Person)];
        }
        return
        [
            .. People(parts.SelectMany(Conjoined).ToList())
                .Select(name => LooksLikeOrganization(name) ? Organization(name) : NameReader.Person(name)),
        ];
    }

    /// <summary>Some part of the line is an organisation: people beside it stay people, the rest stays together.</summary>
    private static List<PersonName> WithOrganization(string text, string[] parts)
    {
        if (parts.Length == 1)
        {
            var sides = Conjoined(text);
            return sides.Count > 1 && IsFirmThenPerson(sides)
                ? sides.ConvertAll(side => LooksLikeOrganization(side) ? Organization(side) : NameReader.Person(side))
                : TrailingOrganization(text) ?? [Organization(text)];
        }
        var allAcronyms = Array.TrueForAll(parts, IsAcronym);
        var groups = new List<string>();
        foreach (var part in parts)
        {
            var previous = groups.Count > 0 ? groups[^1] : null;
            var organization = LooksLikeOrganization(part);
            var belongs =
                previous is not null
                && !allAcronyms
                && LooksLikeOrganization(previous)
                && (
                    NameWords.LegalForms.Contains(part.Trim('.'))
                    || part.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
                    || (Words(part) == 1 && !KnownOrganization(part))
                    || (organization && IsAcronym(previous))
                    || (previous.Contains(" for ", StringComparison.Ordinal) && part.Contains(" and ", StringComparison.Ordinal))
                    || PlaceLine().IsMatch(part)
                );
            if (belongs)
            {
                groups[^1] = previous + ", " + part;
            }
            else
            {
                groups.Add(part);
            }
        }
        var names = new List<PersonName>();
        foreach (var group in groups)
        {
            if (LooksLikeOrganization(group))
            {
                names.AddRange(group.Contains(',', StringComparison.Ordinal) ? [Organization(group)] : WithOrganization(group, [group]));
            }
            else
            {
                names.AddRange(Conjoined(group).Select(NameReader.Person));
            }
        }
        return names;
    }

    /// <summary>"Patricia Goldschmid Owl RE": a known firm behind a person, without any sign between.</summary>
    private static List<PersonName>? TrailingOrganization(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 2; i < words.Length; i++)
        {
            var firm = string.Join(' ', words[i..]);
            if (KnownOrganization(firm) && !LooksLikeOrganization(string.Join(' ', words[..i])))
            {
                return [NameReader.Person(string.Join(' ', words[..i])) with { Affiliation = firm }];
            }
        }
        return null;
    }

    /// <summary>Puts initials back to the family name they follow, and family and given name together when each is one word.</summary>
    private static IEnumerable<string> People(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var name = parts[i];
            while (i + 1 < parts.Count && IsGivenPart(parts, name, i + 1))
            {
                name += ", " + parts[++i];
            }
            yield return name;
        }
    }

    private static bool IsGivenPart(List<string> parts, string name, int next)
    {
        var part = parts[next];
        if (NameWords.Suffixes.Contains(part) || NameWords.Degrees.Contains(part))
        {
            return true;
        }
        if (name.Contains(',', StringComparison.Ordinal) || KnownOrganization(name))
        {
            return false;
        }
        var initials = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Array.TrueForAll(initials, NameReader.IsInitials))
        {
            return true;
        }
        var alone = parts.Count == 2;
        var shoutedFamily = name.Any(char.IsUpper) && !name.Any(char.IsLower) && part.Any(char.IsLower);
        var spanishOrder = Array.TrueForAll(name.Split(' '), word => NameWords.SpanishGiven.Contains(Transliteration.Fold(word)));
        return alone && (Words(name) == 1 || Words(part) == 1 || shoutedFamily || spanishOrder || char.IsLower(name[0]));
    }

    /// <summary>Splits at "and", "&amp;", "/" and their like when both sides can stand alone as a name.</summary>
    private static List<string> Conjoined(string text)
    {
        var sides = Conjunction()
            .Split(LeadingConjunction().Replace(text, ""))
            .Select(side => side.Trim(' ', ','))
            .Where(side => side.Length > 0)
            .ToList();
        var separate = sides.Count > 1 && sides.TrueForAll(side => Words(side) > 1 || side.Contains(',', StringComparison.Ordinal));
        return separate || sides.Count == 1 ? sides : [text.Trim()];
    }

    private static bool HasPeople(string side) =>
        Conjunction()
            .Split(side)
            .SelectMany(part => part.Split(',', StringSplitOptions.TrimEntries))
            .Any(part => Words(part) > 1 && !LooksLikeOrganization(part));

    private static bool IsUnknown(string text) =>
        NameWords.UnknownNames.Contains(text.Trim())
        || NameWords.UnknownPhrases.Contains(text.Trim(' ', '.', '(', ')'))
        || !text.Any(char.IsLetter);

    private static PersonName Organization(string name) =>
        name.Trim(' ', ',', '-', '–', ';') is { Length: > 0 } trimmed ? new(NameKind.Organization, trimmed) : PersonName.Unknown;

    /// <summary>Takes brackets off a name: an organisation becomes the affiliation, remarks go; an organisation keeps its own brackets.</summary>
    private static (string Bare, string? Affiliation) TakeBracket(string piece, bool others)
    {
        string? affiliation = null;
        var outside = Bracket().Replace(piece, " ").Trim(' ', ',');
        if (
            outside.Length == 0
            || (
                !(others && Words(outside) == 1)
                && LooksLikeOrganization(outside)
                && !outside.Contains(',', StringComparison.Ordinal)
                && !(Conjoined(outside) is { Count: > 1 } sides && IsFirmThenPerson(sides))
            )
        )
        {
            return (piece, null);
        }
        foreach (Match match in Bracket().Matches(piece))
        {
            var inside = match.Groups["in"].Value.Trim();
            var remark = inside.Split(' ').Any(NameWords.Roles.Contains);
            if (
                !remark
                && (LooksLikeOrganization(inside) || IsAcronym(inside))
                && inside.Any(char.IsUpper)
                && !IsNickname(inside, piece[(match.Index + match.Length)..])
            )
            {
                affiliation = inside;
            }
        }
        return (Blanks().Replace(outside, " "), affiliation);
    }

    /// <summary>"Guodong (Gordon) Gao": one word in the middle of a name.</summary>
    private static bool IsNickname(string inside, string behind) =>
        Words(inside) == 1 && inside.Skip(1).All(char.IsLower) && behind.TrimStart() is [var next, ..] && char.IsLetter(next);
}
