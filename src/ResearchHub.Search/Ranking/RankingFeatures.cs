namespace ResearchHub.Search.Ranking;

/// <summary>Parts of the ranking that an evaluation switches on one after the other. Searches use <see cref="All"/>.</summary>
/// <param name="WordShare">Share of the words beside meaning; 1 leaves meaning out.</param>
internal sealed record RankingFeatures(bool Proximity, float WordShare, bool Expansion)
{
    public static RankingFeatures All { get; } = new(Proximity: true, WordShare: 0.75f, Expansion: false);

    public static IReadOnlyList<(string Name, RankingFeatures Features)> Stages { get; } =
    [
        ("ours: BM25F", new(Proximity: false, WordShare: 1f, Expansion: false)),
        ("ours: + proximity", new(Proximity: true, WordShare: 1f, Expansion: false)),
        ("ours: + meaning (LSA)", All),
        ("ours: + expansion (opt-in)", All with { Expansion = true }),
    ];
}
