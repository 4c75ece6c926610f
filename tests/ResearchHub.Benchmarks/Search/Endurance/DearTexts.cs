using ResearchHub.Benchmarks.Search.Load;

namespace ResearchHub.Benchmarks.Search.Endurance;

/// <summary>Texts made to cost as much as a text can: of the words that stand in most records, as many as are read of one.</summary>
internal static class DearTexts
{
    private const int Most = 128;

    public static IEnumerable<(string Name, string Text)> Of(GeneratedRecords generated)
    {
        yield return ("the most frequent words", Each(Most, n => Word(n)));
        yield return ("the most frequent word again and again", Each(Most, _ => Word(0)));
        yield return ("two frequent words by turns", Each(Most, n => Word(n % 2)));
        yield return ("phrases of frequent words", Each(Most, n => Phrase(n)));
        yield return ("phrases in titles", Each(Most, n => "title:" + Phrase(n)));
        yield return (
            "pairs that are necessary",
            string.Join(" OR ", Enumerable.Range(0, 60).Select(n => $"({Word(n)} AND {Word(n + 1)})"))
        );
        yield return (
            "groups in groups",
            string.Join(' ', Enumerable.Range(0, 15).Select(n => $"({Word(n)} (+{Word(n + 1)} -{Word(n + 2)} {Word(n + 3)}))"))
        );
        yield return ("a word and initials", Word(0) + " " + Each(Most - 1, _ => "J"));
        yield return ("a word and all letters", Word(0) + " " + Each(26, n => ((char)('A' + n)).ToString()));
        yield return ("a word without frequent ones", Word(0) + " " + Each(Most - 1, n => "-" + Word(n + 1)));
        yield return ("beginnings", Each(Most, n => (char)('a' + (n % 26)) + "*"));
        yield return ("all of frequent words", Each(Most, n => "+" + Word(n)));

        string Word(int number) => generated.WordAt(number);
        string Phrase(int number) => $"\"{Word(number % 12)} {Word((number % 11) + 1)}\"";
    }

    private static string Each(int count, Func<int, string> text) => string.Join(' ', Enumerable.Range(0, count).Select(text));
}
