using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Percolation;

/// <summary>
/// A record as stored queries see it: which of their terms it has, and where. Analysed by the index's own analysis. Used again for each
/// record: one instance belongs to one thread.
/// </summary>
internal sealed class RecordView(TermNumbers numbers, Signals signals, WordCache cache)
{
    /// <summary>Letters of a prefix that are kept as a term, so that prefixes can be guarded.</summary>
    public const int PrefixLetters = 3;

    /// <summary>Field of the first letters of words.</summary>
    public const string Prefixes = "prefix";
    private readonly DocumentBuilder _builder = new();
    private readonly List<int> _signals = [];
    private readonly List<string> _words = [];

    // By the number of a term: the last record that had it, and where.
    private int[] _rounds = [];
    private List<int>?[] _positions = [];
    private int[] _signalRounds = [];
    private int _round;

    public int? Year { get; private set; }
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>The signals that the record gives.</summary>
    public List<int> Signals => _signals;

    public void Read(SearchDocument record)
    {
        _builder.ReadTerms(record);
        (Year, PublishedOn) = (record.Year ?? record.PublishedOn?.Year, record.PublishedOn);
        _round++;
        _signals.Clear();
        _words.Clear();
        if (_rounds.Length < numbers.Count)
        {
            Array.Resize(ref _rounds, numbers.Count * 2);
            Array.Resize(ref _positions, numbers.Count * 2);
        }
        if (_signalRounds.Length < signals.Count)
        {
            Array.Resize(ref _signalRounds, signals.Count * 2);
        }
        foreach (var field in _builder.Terms)
        {
            Add(field);
        }
    }

    public bool Has(int term) => _rounds[term] == _round;

    public bool HasSignal(int signal) => _signalRounds[signal] == _round;

    /// <summary>Positions, ascending, of a term that the record has.</summary>
    public List<int> Positions(int term) => _positions[term]!;

    public bool HasWordFrom(string prefix) => _words.Exists(word => word.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a word that begins so stands in a field.</summary>
    public bool HasWordFrom(string prefix, string field)
    {
        var terms = _builder.Terms.First(one => one.Name == field).Stream;
        return _words.Exists(word => word.StartsWith(prefix, StringComparison.Ordinal) && Has(terms, TypedWords.AllTerms(cache[word])));
    }

    private static bool Has(TermStream stream, IReadOnlyList<string> terms)
    {
        foreach (var (term, _) in stream.Entries)
        {
            if (terms.Contains(term.Text, StringComparer.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private void Add(TermField field)
    {
        var isWord = field.Name == IndexFields.Word;
        var (known, prefixes) = (numbers.In(field.Name), isWord ? numbers.In(Prefixes) : null);
        var position = -1;
        foreach (var (term, increment) in field.Stream.Entries)
        {
            position += increment;
            if (known is not null && known.TryGetValue(term.Text, out var number))
            {
                Meet(number).Add(position);
            }
            if (isWord)
            {
                _words.Add(term.Text);
            }
            if (
                prefixes is not null
                && term.Text.Length >= PrefixLetters
                && prefixes.TryGetValue(term.Text[..PrefixLetters], out var prefix)
            )
            {
                _ = Meet(prefix);
            }
        }
    }

    private List<int> Meet(int number)
    {
        var positions = _positions[number] ??= [];
        if (_rounds[number] != _round)
        {
            _rounds[number] = _round;
            positions.Clear();
            foreach (var signal in signals.From(number))
            {
                if (_signalRounds[signal] != _round)
                {
                    _signalRounds[signal] = _round;
                    _signals.Add(signal);
                }
            }
        }
        return positions;
    }
}
