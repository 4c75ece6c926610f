using System.Text.RegularExpressions;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// What must keep its capitals when a title in capitals is made readable: acronyms, and names with their usual spelling.
/// Immutable; the standard list is in the code, what a collection itself shows is learned from its titles.
/// </summary>
public sealed partial class AcronymList
{
    private const int LongestName = 6;
    private readonly HashSet<string> _acronyms;
    private readonly Dictionary<string, string> _names;

    private AcronymList(HashSet<string> acronyms, Dictionary<string, string> names)
    {
        _acronyms = acronyms;
        _names = names;
    }

    /// <summary>Acronyms of the field, countries in English, French and Spanish, regions, peoples, months.</summary>
    public static AcronymList Standard { get; } = Build();

    /// <summary>
    /// Adds what titles prove: a word in capitals within a title that is not in capitals, or alone in brackets, is an acronym;
    /// a capitalised word in the middle of at least two titles in sentence case is a name. A word that also occurs in small
    /// letters is neither; one that also occurs capitalised is no acronym.
    /// </summary>
    public AcronymList Learn(IEnumerable<string> titles)
    {
        var upper = new HashSet<string>(StringComparer.Ordinal);
        var lower = new HashSet<string>(StringComparer.Ordinal);
        var mixed = new HashSet<string>(StringComparer.Ordinal);
        var capitalised = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var title in titles)
        {
            foreach (Match match in Bracketed().Matches(title))
            {
                upper.Add(match.Groups["in"].Value);
            }
            if (ReadableTitle.IsShouted(title))
            {
                continue;
            }
            var words = Word().Matches(title);
            var sentence =
                words.Count(word => word.Length > 3 && char.IsLower(word.Value[0]))
                > words.Count(word => word.Length > 3 && char.IsUpper(word.Value[0]));
            for (var i = 0; i < words.Count; i++)
            {
                var word = words[i].Value;
                if (word.Any(char.IsLower))
                {
                    mixed.Add(word.ToUpperInvariant());
                }
                if (char.IsLower(word[0]))
                {
                    lower.Add(word.ToUpperInvariant());
                }
                else if (word.Length > 1 && word.All(char.IsUpper))
                {
                    var beside = (i > 0 && IsUpper(words[i - 1].Value)) || (i + 1 < words.Count && IsUpper(words[i + 1].Value));
                    if (!beside)
                    {
                        upper.Add(word);
                    }
                }
                else if (sentence && word.Length > 2 && word.Skip(1).All(char.IsLower) && IsInside(title, words[i].Index))
                {
                    capitalised[word] = capitalised.GetValueOrDefault(word) + 1;
                }
            }
        }
        var acronyms = new HashSet<string>(_acronyms, StringComparer.Ordinal);
        acronyms.UnionWith(upper.Where(word => !mixed.Contains(word)));
        return new AcronymList(acronyms, _names).WithNames(
            capitalised.Where(pair => pair.Value > 1 && !lower.Contains(pair.Key.ToUpperInvariant())).Select(pair => pair.Key)
        );
    }

    /// <summary>Adds names in their usual spelling; a name may have up to six words ("Bosnia and Herzegovina").</summary>
    public AcronymList WithNames(IEnumerable<string> names)
    {
        var all = new Dictionary<string, string>(_names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            all.TryAdd(Key(name), name);
            all.TryAdd(Transliteration.ToAscii(Key(name)), name);
        }
        return new AcronymList(_acronyms, all);
    }

    /// <summary>Adds acronyms, in capitals.</summary>
    public AcronymList WithAcronyms(IEnumerable<string> acronyms) =>
        new(new HashSet<string>(_acronyms.Concat(acronyms), StringComparer.Ordinal), _names);

    /// <summary>Whether a word in capitals is an acronym.</summary>
    public bool IsAcronym(string word) => _acronyms.Contains(word);

    /// <summary>The longest name that begins at a word, with its number of words; null when none does.</summary>
    internal (string Name, int Words)? NameAt(IReadOnlyList<string> words, int start)
    {
        for (var length = Math.Min(LongestName, words.Count - start); length > 0; length--)
        {
            var key = string.Join(' ', words.Skip(start).Take(length));
            if (_names.TryGetValue(key, out var name))
            {
                return (name, length);
            }
        }
        return null;
    }

    /// <summary>The words of a name in capitals, blanks between them whatever stood there.</summary>
    internal static string Key(string name) => string.Join(' ', Word().Matches(name).Select(word => word.Value.ToUpperInvariant()));

    private static AcronymList Build()
    {
        var names = TitleWords
            .Names.Concat(CountryNames.All.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(name => Blanks().Replace(name, " "));
        return new AcronymList([.. TitleWords.Acronyms], new Dictionary<string, string>(StringComparer.Ordinal)).WithNames(names);
    }

    private static bool IsUpper(string word) => word.Length > 1 && word.All(char.IsUpper);

    /// <summary>In the middle of a sentence: a blank before, and before that no full stop, colon, dash or quotation mark.</summary>
    private static bool IsInside(string title, int index) =>
        index > 1 && title[index - 1] == ' ' && (char.IsLetter(title[index - 2]) || title[index - 2] == ',');

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\((?<in>\p{Lu}{2,12})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();
}
