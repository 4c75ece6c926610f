using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Querying;

/// <summary>
/// Marks what matched by analysing the stored text again: nothing but the text has to be kept in the index. Long texts are cut into
/// sentences, of which the best few are shown, scored as small documents.
/// </summary>
internal sealed class Highlighter
{
    private const int MostPassages = 2;
    private const int LongText = 300;
    private readonly ILookup<string, SoughtTerm> terms;
    private readonly ILookup<string, SoughtTerm> runs;
    private readonly List<SoughtTerm> prefixes;
    private readonly WordCache cache;

    public Highlighter(IReadOnlyList<SoughtTerm> sought, WordCache cache)
    {
        this.cache = cache;
        prefixes = [.. sought.Where(term => term.IsPrefix)];
        runs = sought
            .Where(term => term.Rest.Count > 0)
            .OrderByDescending(term => term.Weight)
            .ToLookup(term => term.Term, StringComparer.Ordinal);
        terms = sought
            .Where(term => !term.IsPrefix && term.Rest.Count == 0)
            .OrderByDescending(term => term.Weight)
            .ToLookup(term => term.Term, StringComparer.Ordinal);
    }

    /// <summary>Passages of each field that holds a match, and the reasons, each once.</summary>
    public (IReadOnlyList<SearchHighlight> Highlights, IReadOnlyList<MatchReason> Matched) Explain(StoredText text)
    {
        var highlights = new List<SearchHighlight>();
        var reasons = new List<MatchReason>();
        foreach (var (field, part) in text.Parts())
        {
            var matches = Find(field, part.Text, text.LanguageOf(field, part));
            if (matches.Count == 0)
            {
                continue;
            }
            var fragments =
                part.Text.Length <= LongText ? [Fragment(part.Text, 0, part.Text.Length, matches)] : Passages(part.Text, matches);
            highlights.Add(new SearchHighlight(field, part.Language, fragments));
            foreach (var match in matches)
            {
                var reason = new MatchReason(field, match.Term.Typed, match.Term.Synonym);
                if (!reasons.Contains(reason))
                {
                    reasons.Add(reason);
                }
            }
        }
        return (highlights, reasons);
    }

    private List<Match> Find(string field, string text, TextLanguage language)
    {
        var words = new List<Word>();
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            var forms = cache[word.Word];
            var term = forms.In(language);
            var found = term is null ? null : terms[term].FirstOrDefault(sought => sought.IsIn(field));
            found ??= prefixes.Find(prefix => prefix.IsIn(field) && forms.Folded.StartsWith(prefix.Term, StringComparison.Ordinal));
            words.Add(new Word(word.Start, word.Length, term) { Found = found });
        }
        FindRuns(field, words);
        return [.. words.Where(each => each.Found is not null).Select(each => new Match(each.Start, each.Length, each.Found!))];
    }

    /// <summary>Words that must stand together are found only where they do.</summary>
    private void FindRuns(string field, List<Word> words)
    {
        for (var from = 0; runs.Count > 0 && from < words.Count; from++)
        {
            if (words[from].Term is not { } term)
            {
                continue;
            }
            foreach (var run in runs[term].Where(run => run.IsIn(field)))
            {
                foreach (var place in Places(run, words, from))
                {
                    words[place].Found ??= run;
                }
            }
        }
    }

    /// <summary>Where the words of a run stand when it begins at a place; empty when it does not.</summary>
    private static List<int> Places(SoughtTerm run, List<Word> words, int from)
    {
        var places = new List<int> { from };
        foreach (var (term, distance) in run.Rest)
        {
            var place = Math.Max(from + distance, places[^1] + 1);
            while (place < words.Count && place <= from + distance + run.Slop && words[place].Term != term)
            {
                place++;
            }
            if (place >= words.Count || words[place].Term != term)
            {
                return [];
            }
            places.Add(place);
        }
        return places;
    }

    private static List<HighlightFragment> Passages(string text, List<Match> matches)
    {
        var sentences = Sentences.Split(text);
        var scored = new List<(float Score, int Start, int End)>();
        foreach (var (start, end) in sentences)
        {
            var score = 0f;
            foreach (
                var group in matches
                    .Where(match => match.Start >= start && match.Start < end)
                    .GroupBy(match => match.Term.Term, StringComparer.Ordinal)
            )
            {
                var count = group.Count();
                score += group.First().Term.Weight * count / (count + 0.5f + ((end - start) / 300f));
            }
            if (score > 0)
            {
                scored.Add((score, start, end));
            }
        }
        return
        [
            .. scored
                .OrderByDescending(passage => passage.Score)
                .ThenBy(passage => passage.Start)
                .Take(MostPassages)
                .OrderBy(passage => passage.Start)
                .Select(passage => Fragment(text, passage.Start, passage.End, matches)),
        ];
    }

    private static HighlightFragment Fragment(string text, int start, int end, List<Match> matches)
    {
        var ranges = matches
            .Where(match => match.Start >= start && match.Start + match.Length <= end)
            .Select(match => new TextRange(match.Start - start, match.Length));
        return new HighlightFragment(text[start..end], [.. ranges]);
    }

    private sealed record Word(int Start, int Length, string? Term)
    {
        public SoughtTerm? Found { get; set; }
    }

    private sealed record Match(int Start, int Length, SoughtTerm Term);
}
