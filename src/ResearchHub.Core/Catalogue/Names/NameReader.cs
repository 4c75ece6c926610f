using System.Text;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>Reads one name: no separators left but the comma between family and given names.</summary>
internal static class NameReader
{
    /// <summary>Reads a name that is known to be a person's; empty texts are unknown.</summary>
    public static PersonName Person(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        var suffix = "";
        for (var i = parts.Count - 1; i > 0; i--)
        {
            if (NameWords.Suffixes.Contains(parts[i]) || NameWords.Degrees.Contains(parts[i]))
            {
                suffix = NameWords.Suffixes.Contains(parts[i]) ? parts[i] : suffix;
                parts.RemoveAt(i);
            }
        }
        if (parts.Count == 0)
        {
            return PersonName.Unknown;
        }
        var first = Tokens(parts[0], ref suffix);
        var rest = parts.Count > 1 ? Tokens(string.Join(' ', parts.Skip(1)), ref suffix) : [];
        if (first.Count == 0)
        {
            (first, rest) = (rest, []);
        }
        if (first.Count == 0)
        {
            return PersonName.Unknown;
        }
        if (rest.Count > 0 && first.Count > 1 && IsInitials(first[0]))
        {
            (first, rest) = (first[1..], [.. rest, first[0]]);
        }
        if (rest.Count > 0 && first.TrueForAll(IsSpanishGiven) && first.Count > 1 && !rest.TrueForAll(IsSpanishGiven))
        {
            (first, rest) = (rest, first);
        }
        return rest.Count > 0 ? Build(given: rest, family: first, suffix) : Natural(first, suffix);
    }

    /// <summary>Initials such as "J.", "GJ", "M.A", "A.-M.", up to four letters.</summary>
    public static bool IsInitials(string token)
    {
        var letters = token.Count(char.IsLetter);
        return letters is > 0 and <= 4
            && !token.Equals("MC", StringComparison.OrdinalIgnoreCase)
            && token.All(c => char.IsUpper(c) || c is '.' or '-' or '’' or '\'')
            && (letters == 1 || token.Contains('.') || (letters <= 3 && !HasVowel(token)));
    }

    /// <summary>Words without titles and degrees; generation suffixes are handed out.</summary>
    public static List<string> Tokens(string text, ref string suffix)
    {
        var tokens = new List<string>();
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (tokens.Count > 0 && NameWords.Suffixes.Contains(token))
            {
                suffix = token;
            }
            else if (
                token.Any(char.IsLetter)
                && !(tokens.Count == 0 && NameWords.Positions.Contains(token))
                && !(NameWords.Titles.Contains(token) && (tokens.Count == 0 || token[^1] == '.'))
                && !(tokens.Count > 0 && NameWords.Degrees.Contains(token))
            )
            {
                tokens.Add(token.Trim('.') is { Length: > 2 } word && !word.Contains('.') ? word : token);
            }
        }
        return tokens;
    }

    private static PersonName Natural(List<string> tokens, string suffix)
    {
        if (
            tokens.Count > 2
            && string.Equals(tokens[0], "M.", StringComparison.Ordinal)
            && tokens.Skip(1).All(token => !IsInitials(token))
            && tokens[^1].All(char.IsUpper)
        )
        {
            tokens.RemoveAt(0);
        }
        if (tokens.Count == 1)
        {
            return Build([], tokens, suffix);
        }
        var trailing =
            tokens.Count - tokens.AsEnumerable().Reverse().TakeWhile(token => IsInitials(token) && !IsShoutedFamily(token)).Count();
        if (
            trailing < tokens.Count
            && trailing > 0
            && !(trailing > 1 && tokens[^1].Count(char.IsLetter) == 1 && trailing == tokens.Count - 1 && !IsShouted(tokens[0]))
        )
        {
            return Build(tokens[trailing..], tokens[..trailing], suffix);
        }
        var start = ShoutedFamily(tokens) ?? FamilyStart(tokens);
        return start.End < tokens.Count && start.Start == 0
            ? Build(tokens[start.End..], tokens[..start.End], suffix)
            : Build(tokens[..start.Start], tokens[start.Start..], suffix);
    }

    /// <summary>Family names in capitals beside given names that are not: "Célestin SIKUBE TAKAMGNO", "DE LA CRUZ Maria".</summary>
    private static (int Start, int End)? ShoutedFamily(List<string> tokens)
    {
        var shouted = tokens.ConvertAll(token => IsShouted(token) && !IsInitials(token) || IsShoutedFamily(token));
        if (
            !shouted.Contains(true)
            || !tokens.Exists(token => !IsShouted(token) && token.Count(char.IsLetter) > 1 && !NameWords.Particles.Contains(token))
        )
        {
            return null;
        }
        if (shouted[0])
        {
            var end = shouted.IndexOf(false);
            return end > 0 ? (0, end) : null;
        }
        var start = shouted.IndexOf(true);
        while (start > 1 && (NameWords.Particles.Contains(tokens[start - 1]) || NameWords.IsSpanishFamily(tokens[start - 1])))
        {
            start--;
        }
        return (start, tokens.Count);
    }

    private static (int Start, int End) FamilyStart(List<string> tokens)
    {
        var last = tokens.Count - 1;
        var particle = tokens.FindIndex(
            1,
            token => NameWords.Particles.Contains(token) && (char.IsLower(token[0]) || token.Length is 2 or 3)
        );
        if (particle > 0 && particle < last && !IsSpanishLink(tokens, particle))
        {
            var compound = particle > 2 && IsSpanishGiven(tokens[particle - 2]) && !IsSpanishGiven(tokens[particle - 1]);
            return (compound ? particle - 1 : particle, tokens.Count);
        }
        if (tokens.Count > 2 && tokens[last].Count(char.IsLetter) == 1)
        {
            return (last - 1, tokens.Count);
        }
        if (tokens.Count > 2 && IsTwoSpanishFamilyNames(tokens))
        {
            return (last - 1, tokens.Count);
        }
        return (last, tokens.Count);
    }

    /// <summary>"María de los Angeles Pérez": the link belongs to the given name.</summary>
    private static bool IsSpanishLink(List<string> tokens, int particle) =>
        particle == 1 && tokens.Count - particle > 3 && IsSpanishGiven(tokens[0]) && NameWords.Particles.Contains(tokens[particle + 1]);

    private static bool IsTwoSpanishFamilyNames(List<string> tokens)
    {
        var first = Transliteration.Fold(tokens[^2]);
        var known = NameWords.IsSpanishFamily(first);
        var given = NameWords.SpanishGiven.Contains(first) || NameWords.OtherGiven.Contains(first);
        return !tokens[^2].Contains('.')
            && tokens[^2].Length > 2
            && (
                (known && (!given || tokens.Count > 3))
                || (
                    !given
                    && IsSpanishGiven(tokens[0])
                    && !NameWords.CompoundGiven.Contains(Transliteration.Fold(tokens[0]))
                    && !IsShouted(tokens[^1])
                )
            );
    }

    private static bool IsSpanishGiven(string token) => NameWords.SpanishGiven.Contains(Transliteration.Fold(token));

    private static PersonName Build(List<string> given, List<string> family, string suffix)
    {
        var particles = family.TakeWhile(token => char.IsLower(token[0]) && NameWords.Particles.Contains(token)).ToList();
        if (particles.Count == family.Count)
        {
            particles.Clear();
        }
        while (given.Count > 1 && particles.Count == 0 && char.IsLower(given[^1][0]) && NameWords.Particles.Contains(given[^1]))
        {
            particles.Insert(0, given[^1]);
            given = given[..^1];
        }
        return new PersonName(
            NameKind.Person,
            string.Join(
                ' ',
                family.Skip(family.Count > particles.Count && char.IsLower(family[0][0]) ? particles.Count : 0).Select(Readable)
            ),
            string.Join(' ', given.Select(token => IsInitials(token) ? Spaced(token) : Readable(token))),
            string.Join(' ', particles),
            suffix.Length == 0 ? ""
                : suffix.StartsWith("j", StringComparison.OrdinalIgnoreCase) ? "Jr."
                : suffix.StartsWith("s", StringComparison.OrdinalIgnoreCase) ? "Sr."
                : suffix.ToUpperInvariant()
        );
    }

    /// <summary>"GJ", "G.J" and "G.J." are "G. J."; "A.-M." keeps its hyphen.</summary>
    private static string Spaced(string initials)
    {
        var spaced = new StringBuilder();
        foreach (var c in initials)
        {
            if (char.IsLetter(c))
            {
                spaced.Append(spaced.Length > 0 && spaced[^1] != '-' ? " " : "").Append(c).Append('.');
            }
            else if (c == '-' && spaced.Length > 0)
            {
                spaced.Append('-');
            }
        }
        return spaced.ToString();
    }

    /// <summary>Words in capitals or in small letters get a capital at each start; mixed case is kept.</summary>
    private static string Readable(string token)
    {
        var small = token.All(c => !char.IsUpper(c)) && !NameWords.Particles.Contains(token);
        if (!small && (!IsShouted(token) || IsShoutedFamily(token)))
        {
            return token;
        }
        var word = new StringBuilder(token.Length);
        foreach (var c in token)
        {
            word.Append(word.Length == 0 || word[^1] is '-' or '’' or '\'' or '.' ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
        }
        return word.ToString();
    }

    private static bool IsShouted(string token) => token.Count(char.IsLetter) > 1 && token.All(c => !char.IsLower(c));

    /// <summary>The Nepali family name KC is no pair of initials.</summary>
    private static bool IsShoutedFamily(string token) => token is "KC" or "KC.";

    private static bool HasVowel(string token) => Transliteration.Fold(token).AsSpan().IndexOfAny("aeiouy") >= 0;
}
