using Lucene.Net.Search;

namespace ResearchHub.Search.Scoring;

/// <summary>A collector that takes many documents at a time.</summary>
internal interface IWindowCollector : ICollector
{
    /// <summary>False when only the best are wanted: matches that cannot be among them may then be left out.</summary>
    bool NeedsAll { get; }

    /// <summary>A score below this one cannot be among the best any more.</summary>
    float LeastScore { get; }

    void Collect(ScoreWindow window);
}
