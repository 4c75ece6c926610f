using System.Runtime.InteropServices;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Percolation;

/// <summary>
/// Stored queries, each listed under a few signals without one of which it cannot match, and beside each another signal that it needs. A record
/// calls up what is listed under its own signals, passes over what lacks the other, and evaluates the rest; queries that cannot be guarded
/// are evaluated always.
/// </summary>
public sealed class Percolator : ISavedQueryMatcher
{
    // How often a signal is met in records counts more than how many queries know it, but nothing is met before the first record.
    private const int SeenWeight = 20;

    // Guards are chosen anew when enough more is known of how often signals are met.
    private const int FirstTuning = 64;
    private readonly Lock _gate = new();
    private readonly TermNumbers _numbers = new();
    private readonly Signals _signals = new();
    private readonly QueryCompiler _compiler;
    private readonly RecordView _view;
    private readonly Dictionary<long, Stored> _queries = [];
    private readonly HashSet<Stored> _unguarded = [];

    // By the number of a signal: the queries listed under it, and the records that gave it.
    private List<Listed>?[] _guarded = [];
    private int[] _seen = [];
    private int _round;
    private int _nextTuning = FirstTuning;

    /// <param name="names">Synonyms, of the queries that are put in from then on.</param>
    public Percolator(KnownNames names)
    {
        var cache = new WordCache();
        _compiler = new QueryCompiler(_numbers, _signals, cache, names);
        _view = new RecordView(_numbers, _signals, cache);
    }

    /// <inheritdoc />
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _queries.Count;
            }
        }
    }

    /// <inheritdoc />
    public void Put(long key, string? query, SearchFilter? where)
    {
        lock (_gate)
        {
            Forget(key);
            var condition = _compiler.Compile(query, where);
            if (_seen.Length < _signals.Count)
            {
                Array.Resize(ref _seen, _signals.Count * 2);
                Array.Resize(ref _guarded, _signals.Count * 2);
            }
            var stored = new Stored(key, condition);
            _queries[key] = stored;
            List(stored);
        }
    }

    /// <inheritdoc />
    public void Remove(long key)
    {
        lock (_gate)
        {
            Forget(key);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<long> Match(SearchDocument record)
    {
        lock (_gate)
        {
            if (_round == _nextTuning)
            {
                Tune();
            }
            _view.Read(record);
            var matches = new List<long>();
            _round++;
            foreach (var signal in _view.Signals)
            {
                _seen[signal]++;
                foreach (ref readonly var listed in CollectionsMarshal.AsSpan(_guarded[signal]))
                {
                    if (listed.Also == Guard.None || _view.HasSignal(listed.Also))
                    {
                        Try(listed.Query, matches);
                    }
                }
            }
            foreach (var query in _unguarded)
            {
                Try(query, matches);
            }
            return matches;
        }
    }

    private void Try(Stored query, List<long> matches)
    {
        if (query.Round == _round)
        {
            return;
        }
        query.Round = _round;
        if (query.Condition.Holds(_view))
        {
            matches.Add(query.Key);
        }
    }

    private void List(Stored query)
    {
        query.Guards = query.Condition.Guards(Cost);
        if (query.Guards is null)
        {
            _unguarded.Add(query);
            return;
        }
        foreach (var guard in query.Guards)
        {
            (_guarded[guard.Signal] ??= []).Add(new Listed(guard.Also, query));
        }
    }

    /// <summary>Lists every query anew, under signals that are rare in the records met so far.</summary>
    private void Tune()
    {
        _nextTuning *= 8;
        foreach (var listed in _guarded)
        {
            listed?.Clear();
        }
        _unguarded.Clear();
        foreach (var query in _queries.Values)
        {
            List(query);
        }
    }

    private long Cost(int signal) => ((long)_seen[signal] * SeenWeight) + (_guarded[signal]?.Count ?? 0) + 1;

    private void Forget(long key)
    {
        if (!_queries.Remove(key, out var stored))
        {
            return;
        }
        _unguarded.Remove(stored);
        foreach (var guard in stored.Guards ?? [])
        {
            _guarded[guard.Signal]!.RemoveAll(listed => listed.Query == stored);
        }
    }

    /// <summary>A query under one of its guards.</summary>
    private readonly record struct Listed(int Also, Stored Query);

    private sealed class Stored(long key, Condition condition)
    {
        public long Key => key;
        public Condition Condition => condition;

        /// <summary>What it is listed under; null when it is evaluated always.</summary>
        public IReadOnlyList<Guard>? Guards { get; set; }

        /// <summary>The last round in which it was evaluated.</summary>
        public int Round { get; set; }
    }
}
