namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>
/// What terms and grants of a dataset mean for its later versions. Terms are numbered over all versions, so that a number says which were accepted.
/// </summary>
internal static class VersionedAccess
{
    /// <summary>Versions of the dataset <c>o</c> that are not later than it, as a condition on <c>e</c>.</summary>
    public const string UpTo =
        "(e.id = o.id or e.id = o.first_version_id or e.first_version_id = o.first_version_id) and e.version <= o.version";

    /// <summary>Key of the terms in force of the dataset <c>o</c>: its own latest, else those of the version before it that has any.</summary>
    public const string Terms = $"""
        (select x.id from access_terms x join research_outputs e on e.id = x.output_id where {UpTo} order by e.version desc, x.version desc limit 1)
        """;

    /// <summary>
    /// Whether the grant <c>g</c> is one of the dataset <c>o</c>: given of it, or of an earlier version that was to be had in the same way and on
    /// the terms that are in force now. Under an embargo none is: until it ends there is the description alone, as COAR defines it.
    /// </summary>
    public const string Applies = $"""
        (o.access <> 'EMBARGOED' and (g.output_id = o.id or exists (
          select from research_outputs e where e.id = g.output_id and {UpTo} and e.access_mode = o.access_mode
            and g.terms_version is not distinct from (select i.version from access_terms i where i.id = {Terms}))))
        """;
}
