namespace ResearchHub.Search.Ranking;

/// <summary>Parts of the ranking that an evaluation switches on one after the other. Searches use <see cref="All"/>.</summary>
/// <param name="Coverage">What lacking all words of a short query would cost; 0 leaves it out.</param>
/// <param name="WordShare">Share of the words beside meaning; 1 leaves meaning out.</param>
internal sealed record RankingFeatures(bool Proximity, float Coverage, float WordShare, bool Expansion)
{
    public static RankingFeatures All { get; } = new(Proximity: true, Coverage: 0.4f, WordShare: 0.75f, Expansion: false);

    public static IReadOnlyList<(string Name, RankingFeatures Features)> Stages { get; } =
    [
        ("ours: BM25F", new(Proximity: false, Coverage: 0f, WordShare: 1f, Expansion: false)),
        ("ours: + proximity", new(Proximity: true, Coverage: 0f, WordShare: 1f, Expansion: false)),
        ("ours: + coverage", All with { WordShare = 1f }),
        ("ours: + meaning (LSA)", All),
        ("ours: + expansion (opt-in)", All with { Expansion = true }),
    ];
}
