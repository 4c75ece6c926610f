using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Percolation;

/// <summary>
/// Stored queries, each listed under a few guard terms without one of which it cannot match. A record calls up those listed under its own
/// terms and evaluates them; queries that cannot be guarded are evaluated always.
/// </summary>
public sealed class Percolator : ISavedQueryMatcher
{
    // How often a term is met in records counts more than how many queries know it, but nothing is met before the first record.
    private const int SeenWeight = 20;

    // Guards are chosen anew when enough more is known of how often terms are met.
    private const int FirstTuning = 64;
    private readonly Lock _gate = new();
    private readonly TermNumbers _numbers = new();
    private readonly WordCache _cache = new();
    private readonly RecordView _view;
    private readonly Dictionary<long, Stored> _queries = [];
    private readonly HashSet<Stored> _unguarded = [];

    // By the number of a term: the queries listed under it, and the records that had it.
    private List<Stored>?[] _guarded = [];
    private int[] _seen = [];
    private int _round;
    private int _nextTuning = FirstTuning;

    public Percolator() => _view = new RecordView(_numbers);

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
            var condition = new QueryCompiler(_numbers, _cache).Compile(query, where);
            if (_seen.Length < _numbers.Count)
            {
                Array.Resize(ref _seen, _numbers.Count * 2);
                Array.Resize(ref _guarded, _numbers.Count * 2);
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
            foreach (var term in _view.Terms)
            {
                _seen[term]++;
                if (_guarded[term] is { } stored)
                {
                    foreach (var query in stored)
                    {
                        Try(query, matches);
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
        query.Guard = query.Condition.Guard(Cost)?.Distinct().ToArray();
        if (query.Guard is null)
        {
            _unguarded.Add(query);
            return;
        }
        foreach (var term in query.Guard)
        {
            (_guarded[term] ??= []).Add(query);
        }
    }

    /// <summary>Lists every query anew, under terms that are rare in the records met so far.</summary>
    private void Tune()
    {
        _nextTuning *= 8;
        Array.Clear(_guarded);
        _unguarded.Clear();
        foreach (var query in _queries.Values)
        {
            List(query);
        }
    }

    private int Cost(int term) => (_seen[term] * SeenWeight) + (_guarded[term]?.Count ?? 0) + 1;

    private void Forget(long key)
    {
        if (!_queries.Remove(key, out var stored))
        {
            return;
        }
        _unguarded.Remove(stored);
        foreach (var term in stored.Guard ?? [])
        {
            _guarded[term]!.Remove(stored);
        }
    }

    private sealed class Stored(long key, Condition condition)
    {
        public long Key => key;
        public Condition Condition => condition;

        /// <summary>Terms it is listed under; null when it is evaluated always.</summary>
        public int[]? Guard { get; set; }

        /// <summary>The last round in which it was evaluated.</summary>
        public int Round { get; set; }
    }
}
