using Npgsql;
using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>
/// Reviews that were asked for or written and on which it is not decided, in SQL: as long as there is one, its reviewer is no editor, and learns no more than its method
/// allows, with whatever account of theirs.
/// </summary>
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
    public static string Blind(string output, string user) => Of(output, user, IsBlind);

    /// <summary>Whether an account has said of any version of a work that it has a conflict of interest, and that is not decided.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Conflict(string output, string user) => Exists(output, user, Conflicts);

    /// <summary>Whether either holds of an account and a work: it reads the work then, and decides on nothing about it unless as one of its authors.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string OnlyReads(string output, string user) => Exists(output, user, $"({Count} or {Conflicts})");

    /// <summary>All of these at once, as <see cref="ReviewerPart.Read"/> reads it.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Part(string output, string user) =>
        $"""
            (select array[coalesce(bool_or({Count}), false), coalesce(bool_or({Conflicts}), false),
               coalesce(bool_or({Count} and {IsBlind}), false), coalesce(bool_or({Count} and {IsUnnamed}), false)] {From(output, user)})
            """;

    /// <summary>Holds for a review <c>v</c> whose reviewer is not to be known.</summary>
    public const string IsUnnamed = "v.method <> 'OPEN'";

    private const string IsBlind = "v.method = 'DOUBLE_ANONYMOUS'";

    private static string Exists(string output, string user, string which) => $"exists (select {From(output, user)} where {which})";

    private static string From(string output, string user) =>
        $"""
            from (select {output} as output, {user} as account) a
            cross join lateral {SamePerson.Of("a.account")} p
            join reviews v on v.reviewer_id = p.id join review_rounds r on r.id = v.round_id join research_outputs e on e.id = v.output_id
            join research_outputs t on t.id = a.output and coalesce(t.first_version_id, t.id) = coalesce(e.first_version_id, e.id)
            """;
}

/// <summary>What an account is to a work by the reviews of any of its versions that are not decided.</summary>
/// <param name="Reviews">Whether they are asked to review it, or do.</param>
/// <param name="HasConflict">Whether they have said that they have a conflict of interest.</param>
/// <param name="IsBlind">Whether they review it without knowing its authors.</param>
/// <param name="IsUnnamed">Whether they review it without being known to its authors.</param>
internal readonly record struct ReviewerPart(bool Reviews, bool HasConflict, bool IsBlind, bool IsUnnamed)
{
    /// <summary>Whether they read the work and decide on nothing about it, unless as one of its authors.</summary>
    public bool OnlyReads => Reviews || HasConflict;

    public static ReviewerPart Read(NpgsqlDataReader reader, int at) =>
        reader.GetFieldValue<bool[]>(at) is [var reviews, var conflict, var blind, var unnamed]
            ? new ReviewerPart(reviews, conflict, blind, unnamed)
            : throw new InvalidOperationException("Not a reviewer's part.");
}
