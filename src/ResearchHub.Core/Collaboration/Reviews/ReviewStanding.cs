using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>How a caller stands to the output <c>o</c> under review in the round <c>r</c>: the account $1; $2 whether it decides on records.</summary>
internal static class ReviewStanding
{
    /// <summary>Whether they work on it.</summary>
    public static string IsTeam { get; } = Series.IsTeam("$1");

    /// <summary>Whether they decide on records and have no part in this one: they do not work on it and never did, with whatever account, and are named in no version of it.</summary>
    public static string IsApart { get; } = $"($2 and not {EverHadPart("$1")})";

    /// <summary>Holds where somebody works on the output <c>o</c> or owns any version of it, with whatever account of theirs, or is named in any version.</summary>
    /// <param name="user">Key of the account; SQL.</param>
    public static string HasPart(string user) => HasPart(user, "true");

    /// <param name="counts">Whether it counts to be named in the version <c>e</c>; SQL.</param>
    private static string HasPart(string user, string counts) =>
        $"""
            exists (
              select from {SamePerson.Of(user)} p where {Series.IsTeam("p.id")} or exists (
                select from research_outputs e where {Series.SameWork("e", "o")} and (e.owner_id = p.id or ({counts} and exists (
                  select from users u join contributions c on c.researcher_id = u.researcher_id where u.id = p.id and c.output_id = e.id)))))
            """;

    /// <summary>As <see cref="HasPart(string)"/>, or where they had worked on it or owned it once: nobody becomes its editor by leaving it.</summary>
    /// <inheritdoc cref="HasPart(string)" path="/param"/>
    public static string EverHadPart(string user) => $"({HasPart(user)} or {HadPart(user)})";

    private static string HadPart(string user) =>
        $"""
            exists (
              select from {SamePerson.Of(user)} p join former_collaborators b on b.user_id = p.id
              where b.work_id = coalesce(o.first_version_id, o.id) and b.had_part)
            """;

    /// <summary>
    /// Holds where somebody has or had a part in the output <c>o</c> and so decides on nothing of it as a curator. Names count in it and in what is public: nobody is asked to
    /// be named in a draft, by which authors could keep everybody from taking down what they published. An administrator does decide, where no version was ever in a round of
    /// review: in a repository of one person somebody has to.
    /// </summary>
    /// <param name="user">Key of the account; SQL.</param>
    /// <param name="isAdmin">Whether it is an administrator's; SQL.</param>
    public static string IsOwn(string user, string isAdmin) =>
        $"""
            (({HasPart(user, "(e.id = o.id or is_public_state(e.state))")} or {HadPart(user)}) and not ({isAdmin} and not exists (
              select from review_rounds w join research_outputs e on e.id = w.output_id
              where {Series.SameWork("e", "o")})))
            """;

    /// <summary>Whether they are its editor: no curator who has a part in it is, nor who is asked to review it, or has a conflict of interest, while that is not decided.</summary>
    public static string IsEditor { get; } =
        $"""
            ({IsApart} and not exists (
              select from reviews v
              where v.round_id = r.id and v.reviewer_id in {SamePerson.Of(
                "$1"
            )} and ({UndecidedReviews.Count} or {UndecidedReviews.Conflicts})))
            """;

    /// <summary>As <see cref="IsApart"/>, and they review no version of it, without a conflict of interest: there they know people whom others do not.</summary>
    public static string KnowsPeople { get; } = $"({IsApart} and not {UndecidedReviews.OnlyReads("o.id", "$1")})";

    /// <summary>Those of these outputs of which the caller knows people whom others do not.</summary>
    public static async Task<IReadOnlySet<long>> ApartAsync(
        ReadDatabase database,
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select o.id from research_outputs o where o.id = any($3) and {KnowsPeople}",
                [.. Values(caller), outputs.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();

    /// <summary>The first values of a statement that asks so.</summary>
    public static object[] Values(Caller caller) => [caller.UserId ?? 0, caller.IsCurator];
}
