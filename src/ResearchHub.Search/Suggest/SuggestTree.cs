namespace ResearchHub.Search.Suggest;

/// <summary>Completions of one kind in one script. Unchanging; any number of threads may read.</summary>
internal sealed class SuggestTree
{
    private const int LongestPrefix = 120;
    private const int MostPlaces = 64;
    private const int MostVisited = 4_000;
    private const int MostRead = 256;
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

    /// <summary>The best completions, each record and concept once.</summary>
    /// <param name="edits">Typing errors forgiven, 0 or 1; none in few letters.</param>
    /// <param name="isAllowed">What may be among them.</param>
    public List<SuggestMatch> Find(string prefix, int first, int edits, Func<SuggestMatch, bool> isAllowed)
    {
        var key = SortedBeginnings.Normalize(prefix);
        return key.Length is 0 or > LongestPrefix || (edits > 0 && key.Length < ShortestFuzzy)
            ? []
            : Best(Walk(key, edits), first, isAllowed);
    }

    private List<SuggestMatch> Best(List<Place> places, int first, Func<SuggestMatch, bool> isAllowed)
    {
        var (numbers, met) = (new HashSet<int>(), new HashSet<(long?, string?)>());
        return
        [
            .. best.Of(places.Select(place => (place.From, place.To)))
                .Take(MostRead)
                .Select(place => beginnings.Numbers[place])
                .Where(numbers.Add)
                .Select(number => new SuggestMatch(texts, number))
                .Where(isAllowed)
                .Where(match => met.Add((match.Id, match.Key)))
                .Take(first),
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
