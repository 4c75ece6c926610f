using Lucene.Net.Index;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Joins segments as Lucene does, but not while an index is filled from nothing: that would take the processors from the filling, and what is
/// joined afterwards can be searched meanwhile.
/// </summary>
internal sealed class PatientMergePolicy : TieredMergePolicy
{
    /// <summary>Keeps a large index in several segments, so that all processors can search it at once.</summary>
    private const double LargestSegmentMegabytes = 600;
    private volatile bool waits;

    public PatientMergePolicy()
    {
        MaxMergedSegmentMB = LargestSegmentMegabytes;
    }

    /// <summary>True while nothing is to be joined.</summary>
    public bool Waits
    {
        get => waits;
        set => waits = value;
    }

    public override MergeSpecification? FindMerges(MergeTrigger mergeTrigger, SegmentInfos infos) =>
        waits ? null : base.FindMerges(mergeTrigger, infos);
}
