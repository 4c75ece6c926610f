namespace ResearchHub.Search.Ranking;

/// <summary>Parts of the ranking that an evaluation switches on one after the other. Searches use <see cref="All"/>.</summary>
internal sealed record RankingFeatures(bool Proximity, bool Meaning, bool Expansion)
{
    public static RankingFeatures All { get; } = new(Proximity: true, Meaning: true, Expansion: false);

    public static IReadOnlyList<(string Name, RankingFeatures Features)> Stages { get; } =
    [
        ("ours: BM25F", new(Proximity: false, Meaning: false, Expansion: false)),
        ("ours: + proximity", new(Proximity: true, Meaning: false, Expansion: false)),
        ("ours: + meaning (LSA)", All),
        ("ours: + expansion (opt-in)", All with { Expansion = true }),
    ];
}
