using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>How a caller stands to the output <c>o</c> under review in the round <c>r</c>: the account $1, of the researcher $2; $3 whether it decides on records.</summary>
internal static class ReviewStanding
{
    /// <summary>Whether they work on it.</summary>
    public static string IsTeam { get; } = Series.IsTeam("$1");

    /// <summary>Whether they are named in any version of it, asked by the account alone.</summary>
    public const string IsNamed = """
        exists (
          select from users u join contributions c on c.researcher_id = u.researcher_id join research_outputs e on e.id = c.output_id
          where u.id = $1 and coalesce(e.first_version_id, e.id) = coalesce(o.first_version_id, o.id))
        """;

    /// <summary>Whether they decide on records and have no part in this one: they do not work on it and are named in no version of it.</summary>
    public static string IsApart { get; } =
        $"""
            ($3 and not {IsTeam} and not exists (
              select from contributions c join research_outputs e on e.id = c.output_id
              where c.researcher_id = $2 and coalesce(e.first_version_id, e.id) = coalesce(o.first_version_id, o.id)))
            """;

    /// <summary>Whether they are its editor: no curator who has a part in it is, nor who is asked to review it, or has a conflict of interest, while that is not decided.</summary>
    public static string IsEditor { get; } =
        $"""
            ({IsApart} and not exists (
              select from reviews v
              where v.round_id = r.id and v.reviewer_id = $1 and ({UndecidedReviews.Count} or {UndecidedReviews.Conflicts})))
            """;

    /// <summary>
    /// Those of these outputs on which the caller decides, has no part in and reviews no version of, without a conflict of interest: there they know people whom others do not.
    /// </summary>
    public static async Task<IReadOnlySet<long>> ApartAsync(
        ReadDatabase database,
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select o.id from research_outputs o
                where o.id = any($4) and {IsApart} and not {UndecidedReviews.OnlyReads("o.id", "$1")}
                """,
                [.. Values(caller), outputs.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();

    /// <summary>The first values of a statement that asks so.</summary>
    public static object[] Values(Caller caller) => [caller.UserId ?? 0, caller.ResearcherId ?? 0, caller.IsCurator];
}
