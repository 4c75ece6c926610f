using System.Text;
using System.Text.RegularExpressions;

namespace ResearchHub.Core.Catalogue;

/// <summary>Titles in capitals in sentence case, so that people can read them; other titles keep their letters.</summary>
public static partial class ReadableTitle
{
    private const RegexOptions Rules = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Share of capitals among the letters from which a title counts as written in capitals.</summary>
    private const double ShoutedShare = 0.7;

    /// <summary>So many words in capitals in a row, one of them no acronym, are a shouted passage of an otherwise readable title.</summary>
    private const int ShoutedRun = 3;

    /// <summary>
    /// Collapses blanks and puts words in capitals into sentence case: acronyms, Roman numerals, codes and names keep or get
    /// their spelling; a capital follows a full stop, a colon, a dash and an opening quotation mark.
    /// Text without shouted passages comes back with its letters unchanged.
    /// </summary>
    public static string From(string raw, AcronymList list)
    {
        var text = LooseHyphen().Replace(Blanks().Replace(raw.Normalize(NormalizationForm.FormC), " ").Trim(), "${first}-");
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        var shouted = Shouted(tokens, IsShouted(text), list);
        if (!shouted.Contains(true))
        {
            return Blanks().Replace(raw.Normalize(NormalizationForm.FormC), " ").Trim();
        }
        return Rewrite(tokens, shouted, list);
    }

    /// <summary>Whether at least 70 % of the letters are capitals.</summary>
    public static bool IsShouted(string title)
    {
        var letters = title.Count(char.IsLetter);
        return letters > 3 && title.Count(char.IsUpper) >= ShoutedShare * letters;
    }

    private static bool[] Shouted(List<string> tokens, bool whole, AcronymList list)
    {
        var shouted = new bool[tokens.Count];
        var run = new List<int>();
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i < tokens.Count && !(IsWord(tokens[i]) && tokens[i].Any(char.IsLower)))
            {
                if (IsWord(tokens[i]) && tokens[i].Any(char.IsLetter))
                {
                    run.Add(i);
                }
                continue;
            }
            if (whole || (run.Count >= ShoutedRun && run.Count(at => tokens[at].Length > 3 && !list.IsAcronym(tokens[at])) > 1))
            {
                run.ForEach(at => shouted[at] = true);
            }
            run.Clear();
        }
        return shouted;
    }

    private static string Rewrite(List<string> tokens, bool[] shouted, AcronymList list)
    {
        var title = new StringBuilder();
        var start = true;
        var romance =
            tokens.Where((token, i) => shouted[i] && Array.Exists(TitleWords.Romance, word => word == token)).Take(2).Count() == 2;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!IsWord(token))
            {
                title.Append(token);
                start = StartsSentence(tokens, i, start);
                continue;
            }
            if (!shouted[i])
            {
                title.Append(token);
                start = false;
                continue;
            }
            if (NameAt(tokens, shouted, i, list) is { } name && !IsBracketedAlone(tokens, i, list))
            {
                title.Append(name.Text);
                i += name.Tokens - 1;
            }
            else
            {
                var word = Word(tokens, i, list, romance);
                title.Append(start && word.All(char.IsLower) ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            }
            start = false;
        }
        return title.ToString();
    }

    private static string Word(List<string> tokens, int i, AcronymList list, bool romance)
    {
        var token = tokens[i];
        var before = i > 0 ? tokens[i - 1] : " ";
        var after = i + 1 < tokens.Count ? tokens[i + 1] : " ";
        if (token.Any(char.IsDigit))
        {
            return Ordinal().IsMatch(token) ? token.ToLowerInvariant() : token;
        }
        if (TitleWords.Plurals.TryGetValue(token, out var plural))
        {
            return plural;
        }
        if (token.Length == 1)
        {
            var numbered =
                token is "I" or "V" or "X"
                && i > 1
                && (Array.Exists(TitleWords.Numbered, word => word == tokens[i - 2]) || IsNumberAfterAnd(tokens, i));
            var dotted = after == "." && (before == "." || (i + 2 < tokens.Count && tokens[i + 2].Length == 1));
            return numbered || dotted || (token is "X" && before == " ") || (before == "(" && after == ")")
                ? token
                : token.ToLowerInvariant();
        }
        var code =
            after == "."
            && token.Length <= 3
            && i + 2 < tokens.Count
            && (char.IsDigit(tokens[i + 2][0]) || (tokens[i + 2] == " " && i + 3 < tokens.Count && char.IsDigit(tokens[i + 3][0])));
        if (code)
        {
            return token == "NO" ? "No" : token;
        }
        if (romance && token is "AU" or "UN" && before != "-" && after != "-")
        {
            return token.ToLowerInvariant();
        }
        return
            list.IsAcronym(token)
            || IsInCode(tokens, i)
            || Array.Exists(TitleWords.Roman, roman => roman == token)
            || IsBracketedAlone(tokens, i, list)
            || (
                token.Length <= 5
                && !token.AsSpan().ContainsAny("AEIOUYÁÉÍÓÚÀÈÙÂÊÎÔÛÄÖÜАЕИОУЫЭЮЯЁІЇЄ")
                && token.All(c => char.IsUpper(c) && c < 'ʰ')
            )
            ? token
            : Special(token, i, tokens);
    }

    private static string Special(string token, int i, List<string> tokens) =>
        token is "MARCH" or "MAY" && i + 2 < tokens.Count && char.IsDigit(tokens[i + 2][0])
            ? token[..1] + token[1..].ToLowerInvariant()
            : token.ToLowerInvariant();

    /// <summary>A short part of a number such as T05-EUTF-SAH-NE-01.</summary>
    private static bool IsInCode(List<string> tokens, int i)
    {
        var first = i;
        while (first > 1 && tokens[first - 1] == "-" && IsWord(tokens[first - 2]))
        {
            first -= 2;
        }
        var digits = false;
        var last = first;
        for (; last + 2 < tokens.Count && tokens[last + 1] == "-" && IsWord(tokens[last + 2]); last += 2)
        {
            digits |= tokens[last].Any(char.IsDigit);
        }
        return last > first && (digits || tokens[last].Any(char.IsDigit)) && tokens[i].Length <= 4;
    }

    /// <summary>"PHASE I AND II", "PHASES II, III".</summary>
    private static bool IsNumberAfterAnd(List<string> tokens, int i) =>
        i > 3 && tokens[i - 2] is "AND" or "-" && Array.Exists(TitleWords.Roman, roman => roman == tokens[i - 4]);

    /// <summary>The only word within brackets, as "(CBI)", or joined to others without a blank, as "(BORDER-TIP)"; not "RESULT(S)".</summary>
    private static bool IsBracketedAlone(List<string> tokens, int i, AcronymList list)
    {
        var open = i;
        while (open > 0 && (IsWord(tokens[open - 1]) || tokens[open - 1] is "-" or "&" or "/" or "+"))
        {
            open--;
        }
        var close = i;
        while (close + 1 < tokens.Count && (IsWord(tokens[close + 1]) || tokens[close + 1] is "-" or "&" or "/" or "+"))
        {
            close++;
        }
        var enclosed = open > 0 && tokens[open - 1] is "(" && close + 1 < tokens.Count && tokens[close + 1] is ")" or "(";
        var apart = open < 2 || !IsWord(tokens[open - 2]);
        return enclosed && apart && !PlainInBrackets.Contains(tokens[i]) && (open < close || list.NameAt([tokens[i]], 0) is null);
    }

    private static readonly HashSet<string> PlainInBrackets =
    [
        "EVALUATION",
        "FINAL",
        "REPORT",
        "SUMMARY",
        "DRAFT",
        "DIASPORA",
        "ENGLISH",
        "ANNEX",
        "PROJECT",
    ];

    private static (string Text, int Tokens)? NameAt(List<string> tokens, bool[] shouted, int start, AcronymList list)
    {
        var words = new List<string>();
        var ends = new List<int>();
        for (var i = start; i < tokens.Count && words.Count < 6; i++)
        {
            if (IsWord(tokens[i]))
            {
                if (!shouted[i])
                {
                    break;
                }
                words.Add(tokens[i]);
                ends.Add(i - start + 1);
            }
            else if (tokens[i] is not (" " or "-" or "’" or "'"))
            {
                break;
            }
        }
        return list.NameAt(words, 0) is { } name ? (name.Name, ends[name.Words - 1]) : null;
    }

    private static bool StartsSentence(List<string> tokens, int i, bool start) =>
        tokens[i] switch
        {
            "." => i + 1 < tokens.Count && tokens[i + 1] == " " && i > 0 && tokens[i - 1].Length > 3,
            ":" or "?" or "!" => true,
            "“" or "«" or "‘" or "\"" => i == 0 || tokens[i - 1] is " " or "(" || start,
            "'" => i == 0 || tokens[i - 1] == " ",
            "–" or "—" => true,
            "-" => i > 0 && tokens[i - 1] == " " && !(i + 2 < tokens.Count && tokens[i + 2] is "AND" or "OR"),
            " " or "(" or "”" or "’" or "»" => start,
            _ => false,
        };

    private static bool IsWord(string token) => char.IsLetterOrDigit(token[0]);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|.", Rules | RegexOptions.Singleline, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+", Rules, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\d+(ST|ND|RD|TH)$", Rules, 1000)]
    private static partial Regex Ordinal();

    /// <summary>"EX - POST" and "COUNTER - TRAFFICKING" are one word each.</summary>
    [GeneratedRegex(
        @"\b(?<first>EX|POST|COUNTER|MID|NON|ANTI|CAPACITY|FIRST)\s*[-–]\s*(?=POST|ANTE|EMERGENCY|TRAFFICKING|TERM|BUILDING|LINE)",
        Rules,
        1000
    )]
    private static partial Regex LooseHyphen();
}
