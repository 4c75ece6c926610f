using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>A round of review: what was decided on one revision of one version.</summary>
public sealed record ReviewRound(
    int Number,
    int Version,
    int Revision,
    ReviewRecommendation? Decision,
    string? DecisionText,
    DateTimeOffset? DecidedAt,
    IReadOnlyList<ReviewQuestion> Questions
)
{
    internal const int ColumnCount = 7;

    /// <summary>The select list over alias <c>r</c>.</summary>
    internal const string Columns = "r.number, r.version, r.revision, r.decision, r.decision_text, r.decided_at, r.questions::text";

    internal static ReviewRound Read(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt32(at),
            reader.GetInt32(at + 1),
            reader.GetInt32(at + 2),
            reader.GetEnumOrNull<ReviewRecommendation>(at + 3),
            reader.GetStringOrNull(at + 4),
            reader.GetTimeOrNull(at + 5),
            ReviewJson.Read<ReviewQuestion>(reader.GetString(at + 6))
        );

    /// <summary>As who declined to review in it may see it: what became of it is not for them.</summary>
    internal ReviewRound Undecided() => this with { Decision = null, DecisionText = null, DecidedAt = null };

    /// <summary>As authors may see it.</summary>
    internal ReviewRound ForAuthors() => this with { Questions = [.. Questions.Where(question => question.IsForAuthors)] };
}

/// <summary>Opens rounds, and tells whether one is open.</summary>
internal static class ReviewRounds
{
    /// <summary>Whether a round of an output waits for its decision.</summary>
    /// <param name="output">Locked.</param>
    public static Task<bool> IsOpenAsync(HubDbContext context, long output, CancellationToken cancellationToken) =>
        context
            .Database.SqlQuery<bool>(
                $"select exists (select from review_rounds where output_id = {output} and decided_at is null) as \"Value\""
            )
            .SingleAsync(cancellationToken);

    /// <summary>The round of an output that is open; a new one, which asks what the last one asked, when there is none.</summary>
    /// <param name="output">Locked.</param>
    public static async Task<long> OpenAsync(
        HubTransaction transaction,
        ReviewedOutput output,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var open = await transaction.FirstAsync(
            "select id from review_rounds where output_id = $1 and decided_at is null",
            [output.Id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        return open != 0
            ? open
            : await transaction.ScalarAsync<long>(
                """
                insert into review_rounds (output_id, number, version, revision, opened_at, questions)
                select $1, coalesce(max(number), 0) + 1, $2, $3, $4,
                  coalesce((select questions from review_rounds where output_id = $1 order by number desc limit 1), '[]')
                from review_rounds where output_id = $1 returning id
                """,
                [output.Id, output.Version, output.Revision, now],
                cancellationToken
            );
    }
}
