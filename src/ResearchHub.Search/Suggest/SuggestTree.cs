namespace ResearchHub.Search.Suggest;

/// <summary>Completions of one kind. Unchanging; any number of threads may read.</summary>
internal sealed class SuggestTree
{
    private const int LongestPrefix = 120;
    private const int MostPlaces = 64;
    private const int MostVisited = 4_000;
    private const int MostRead = 2_000;
    private const int ShortestFuzzy = 4;

    private readonly SuggestTexts texts;
    private readonly SortedBeginnings beginnings;
    private readonly BestInRange best;

    /// <param name="infixWords">Text is also found by its 2nd to this-many-th word.</param>
    public SuggestTree(IReadOnlyList<SuggestEntry> entries, int infixWords)
    {
        texts = new SuggestTexts(entries);
        beginnings = new SortedBeginnings(entries, infixWords);
        best = new BestInRange(Array.ConvertAll(beginnings.Numbers.ToArray(), number => entries[number].Weight));
    }

    /// <summary>The best completions; with one typing error allowed where nothing begins exactly so.</summary>
    public List<(SuggestEntry Entry, bool Exact)> Find(string prefix, int first)
    {
        var key = SortedBeginnings.Normalize(prefix);
        if (key.Length is 0 or > LongestPrefix)
        {
            return [];
        }
        var exact = Best(Walk(key, edits: 0), first);
        return exact.Count > 0 || key.Length < ShortestFuzzy
            ? exact.ConvertAll(entry => (entry, true))
            : Best(Walk(key, edits: 1), first).ConvertAll(entry => (entry, false));
    }

    private List<SuggestEntry> Best(List<Place> places, int first)
    {
        var met = new HashSet<int>();
        return
        [
            .. best.Of(places.Select(place => (place.From, place.To)))
                .Take(MostRead)
                .Select(place => beginnings.Numbers[place])
                .Where(met.Add)
                .Take(first)
                .Select(number => texts[number]),
        ];
    }

    /// <summary>The places that a prefix leads to, or one a single edit away (the first letter right).</summary>
    private List<Place> Walk(byte[] key, int edits)
    {
        var reached = new List<Place>();
        var visited = 0;
        Step(beginnings.Root, 0, edits);
        return reached;

        void Step(Place at, int position, int left)
        {
            if (at.IsEmpty || reached.Count >= MostPlaces || ++visited > MostVisited)
            {
                return;
            }
            if (position == key.Length)
            {
                reached.Add(at);
                return;
            }
            Step(beginnings.Follow(at, key[position]), position + 1, left);
            if (left == 0 || position == 0)
            {
                return;
            }
            Step(at, position + 1, left - 1);
            if (position + 1 < key.Length)
            {
                Step(beginnings.Follow(beginnings.Follow(at, key[position + 1]), key[position]), position + 2, left - 1);
            }
            foreach (var (sign, place) in beginnings.Branches(at))
            {
                if (sign != key[position])
                {
                    Step(place, position + 1, left - 1);
                }
                Step(place, position, left - 1);
            }
        }
    }
}
