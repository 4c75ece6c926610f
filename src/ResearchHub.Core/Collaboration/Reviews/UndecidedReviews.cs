namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Reviews that were asked for or written and on which it is not decided, in SQL: as long as there is one, its reviewer is no editor, and learns no more than its method allows.</summary>
internal static class UndecidedReviews
{
    /// <summary>Holds for a review <c>v</c> of a round <c>r</c>.</summary>
    public const string Count = "v.status not in ('DECLINED', 'CANCELLED') and r.decided_at is null";

    /// <summary>Holds for a review <c>v</c> of a round <c>r</c> that was declined for a conflict of interest, until that is decided: its reviewer is no editor either.</summary>
    public const string Conflicts = "v.has_conflict and r.decided_at is null";

    /// <summary>Whether an account has one of any version of a work.</summary>
    /// <param name="output">Key of a version; SQL.</param>
    /// <param name="user">Key of the account; SQL.</param>
    /// <param name="also">What else holds for the review <c>v</c>; SQL.</param>
    public static string Of(string output, string user, string also = "true") => Exists(output, user, $"{Count} and {also}");

    /// <summary>Whether an account has one of any version of a work whose authors it may not know.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Blind(string output, string user) => Of(output, user, "v.method = 'DOUBLE_ANONYMOUS'");

    /// <summary>Whether an account has said of any version of a work that it has a conflict of interest, and that is not decided.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Conflict(string output, string user) => Exists(output, user, Conflicts);

    /// <summary>Whether either holds of an account and a work: it reads the work then, and decides on nothing about it unless as one of its authors.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string OnlyReads(string output, string user) => Exists(output, user, $"({Count} or {Conflicts})");

    private static string Exists(string output, string user, string which) =>
        $"""
            exists (
              select from (select {output} as output, {user} as account) a
              join reviews v on v.reviewer_id = a.account join review_rounds r on r.id = v.round_id join research_outputs e on e.id = v.output_id
              join research_outputs t on t.id = a.output and coalesce(t.first_version_id, t.id) = coalesce(e.first_version_id, e.id)
              where {which})
            """;
}
