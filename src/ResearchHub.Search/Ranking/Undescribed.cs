using ResearchHub.Core.Search;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// Records of which only a title is known — no year, no place, no concept of the vocabularies — come after records that say as much and are described. It
/// keeps long lists of bare titles, such as deposits of data of a whole publisher, from standing above what the repository is about.
/// </summary>
internal static class Undescribed
{
    /// <summary>Share of the score that is left to them.</summary>
    private const float Share = 0.5f;
    private static readonly FacetField[] Descriptions =
    [
        FacetField.Topic,
        FacetField.GcmObjective,
        FacetField.Population,
        FacetField.Place,
    ];

    public static void Lower(IndexSnapshot snapshot, int[] documents, float[] scores)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            if (scores[i] < MeaningFusion.DirectHit && IsUndescribed(snapshot, documents[i]))
            {
                scores[i] *= Share;
            }
        }
    }

    private static bool IsUndescribed(IndexSnapshot snapshot, int document)
    {
        var (segment, doc) = snapshot.Locate(document);
        return segment.Years[doc] < 0 && !Array.Exists(Descriptions, field => segment.Facet(field).HasAny(doc));
    }
}
