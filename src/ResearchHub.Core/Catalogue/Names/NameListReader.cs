using System.Text;
using System.Text.RegularExpressions;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>Takes a credit line apart: remarks, affiliations, names; and tells people from organisations.</summary>
internal static partial class NameListReader
{
    private const int MaxLength = 4000;
    private const RegexOptions Rules = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

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

    /// <summary>"BACTHA Consulting and Wambui Gititu", but not "Post War Reconstruction and Development Unit".</summary>
    private static bool IsFirmThenPerson(List<string> sides) =>
        sides.TrueForAll(side => Words(side) > 1)
        && LooksLikeOrganization(sides[0])
        && !sides[0].Contains(" for ", StringComparison.Ordinal)
        && !sides[0].Contains(" of ", StringComparison.Ordinal)
        && !LooksLikeOrganization(sides[^1])
        && Array.TrueForAll(sides[^1].Split(' '), word => char.IsUpper(word[0]));

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

    private static bool LooksLikeOrganization(string text)
    {
        var bare = text.Trim(' ', ',', '.');
        if (KnownOrganization(bare) || TrailingFirm().IsMatch(bare))
        {
            return true;
        }
        var words = bare.Split([' ', ',', '/', '|', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || bare.Any(char.IsDigit))
        {
            return words.Length > 0;
        }
        if (Array.Exists(words, word => IsOrganizationWord(word)))
        {
            return true;
        }
        return words.Length == 1
            && bare.Length > 1
            && !bare.Contains('.', StringComparison.Ordinal)
            && !bare.Contains('-', StringComparison.Ordinal);
    }

    private static bool IsOrganizationWord(string word) =>
        !word.Equals("and", StringComparison.OrdinalIgnoreCase)
        && !word.Equals("co.", StringComparison.OrdinalIgnoreCase)
        && (
            NameWords.Organization.Contains(word) && !(word is "Un" or "Who" or "Re" or "Sa" or "UB" or "Of")
            || NameWords.Organization.Contains(Transliteration.Fold(word)) && Transliteration.Fold(word).Length > 4
            || word.Contains("'etu", StringComparison.OrdinalIgnoreCase)
            || (word.Contains('&') && word.Length > 1)
            || word.Contains('+')
        );

    private static bool KnownOrganization(string text) => NameWords.KnownOrganizations.Contains(Transliteration.Fold(text));

    private static bool HasPeople(string side) =>
        Conjunction()
            .Split(side)
            .SelectMany(part => part.Split(',', StringSplitOptions.TrimEntries))
            .Any(part => Words(part) > 1 && !LooksLikeOrganization(part));

    private static bool IsAcronym(string text) => text.Length is > 1 and <= 6 && text.All(c => char.IsUpper(c) || c is '-' or '+');

    private static bool IsUnknown(string text) =>
        NameWords.UnknownNames.Contains(text.Trim())
        || NameWords.UnknownPhrases.Contains(text.Trim(' ', '.', '(', ')'))
        || !text.Any(char.IsLetter);

    private static PersonName Organization(string name) => new(NameKind.Organization, name.Trim(' ', ',', '-', '–', ';'));

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));

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

    private static IEnumerable<string> SplitOutsideBrackets(string text, char separator)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '(' => 1,
                ')' when depth > 0 => -1,
                _ => 0,
            };
            if (text[i] == separator && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }

    private static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var c in (text ?? "").Length > MaxLength ? text!.AsSpan(0, MaxLength) : text)
        {
            if (!IdentifierText.IsInvisible(c))
            {
                clean.Append(char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c);
            }
        }
        var line = clean.ToString().Normalize(NormalizationForm.FormC).Trim();
        return Blanks().Replace(Title().Replace(WideGap().Replace(line, "; "), " "), " ").Trim();
    }

    [GeneratedRegex(@"\(?\[?(orcid:?\s*)?(https?://)?(orcid\.org/)?(?<id>\d{4}-\d{4}-\d{4}-\d{3}[\dX])\]?\)?", Rules, 1000)]
    private static partial Regex OrcidShape();

    [GeneratedRegex(@"[<(]?[\w.+-]+@[\w.-]+[>)]?", Rules, 1000)]
    private static partial Regex MailAddress();

    [GeneratedRegex(@",?\s*\b(et\s+(al|el)\b\.?|and others\b|и др\.|i dr\.|\bi sar\.)", Rules, 1000)]
    private static partial Regex AndOthers();

    [GeneratedRegex(@"\s+(and|&|y|et|und|e|и|i)\s+|\s*/\s*|(?<=\p{L})\s*&\s*(?=\p{Lu}\p{Ll})", Rules & ~RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Conjunction();

    /// <summary>A dash with blanks around, or a full stop after a word of three letters or more, where something new begins.</summary>
    [GeneratedRegex(@"\s[-–—]+\s|,\s*[-–—]\s*|(?<=\p{Ll}{3})\.\s+(?=\p{Lu}\p{L})|\s+\|\s+", Rules & ~RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DashOrStop();

    /// <summary>A family name in two halves whose hyphen got blanks around it: one word to the end of the name on the right.</summary>
    [GeneratedRegex(
        @"(?<=\p{Lu}\p{Ll}+)\s[-–]\s(?=\p{Lu}\p{Ll}+\s*($|,))(?!.*\b(ZIGLA|Sarajevo)\b)",
        Rules & ~RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex JoinedHyphens();

    [GeneratedRegex(@"\((?<in>[^()]*)\)?", Rules, 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\bowl\s?re$", Rules, 1000)]
    private static partial Regex TrailingFirm();

    [GeneratedRegex(
        @"^(\p{Lu}\p{Ll}+ (UK|USA|UAE)|EL SALVADOR|El Salvador|Costa Rica|Sri Lanka|South Africa|New York|United Kingdom)$",
        Rules & ~RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex PlaceLine();

    [GeneratedRegex(@"(?<!\p{L})(Assoc|Prof|Dr|Mr|Mrs|Ms|Pr|Eng|Ing|Lic)\.(?!\p{L}\.)", Rules & ~RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Title();

    /// <summary>Who did what for whom: also the only sign between two names.</summary>
    [GeneratedRegex(@"\((team )?(lead(er)?|external|externe|externo|internal|interne|interno)\)", Rules, 1000)]
    private static partial Regex RoleInBrackets();

    [GeneratedRegex(@"^(and|&|y|et|und|e|и|i)\s+", Rules & ~RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LeadingConjunction();

    /// <summary>Three blanks or more stand for a line break between two names.</summary>
    [GeneratedRegex(@"(?<=\p{L}) {3,}(?=\p{L})", Rules, 1000)]
    private static partial Regex WideGap();

    [GeneratedRegex(@"\s+", Rules, 1000)]
    private static partial Regex Blanks();
}
