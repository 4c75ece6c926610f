using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What a reviewer says. Grades go from 1, poor, to 5, excellent.</summary>
/// <param name="CommentsToEditor">Confidential.</param>
/// <param name="MayPublish">Whether the reviewer agrees to its publication.</param>
public sealed record ReviewForm(
    int Originality,
    int Methods,
    int Evidence,
    int Relevance,
    string CommentsToAuthor,
    string? CommentsToEditor,
    ReviewRecommendation Recommendation,
    bool MayPublish
)
{
    /// <summary>To what the editor asked besides.</summary>
    public IReadOnlyList<ReviewAnswer> Answers { get; init; } = [];
}

/// <summary>How somebody stands to a round of review.</summary>
/// <param name="IsTeam">Whether they work on what is reviewed.</param>
/// <param name="IsContributor">Whether they are named in it.</param>
/// <param name="IsReviewer">Whether they are asked to review it in this round, which is not decided.</param>
internal readonly record struct ReviewStanding(bool IsTeam, bool IsContributor, bool IsReviewer)
{
    /// <summary>In the order of <see cref="Review.Standing"/>.</summary>
    public static ReviewStanding Read(NpgsqlDataReader reader, int at) =>
        new(reader.GetBoolean(at), reader.GetBoolean(at + 1), reader.GetBoolean(at + 2));

    public bool MayEdit(Caller caller) => caller.IsCurator && !IsTeam && !IsContributor && !IsReviewer;
}

/// <summary>A review as one of those sees it whom it concerns: what they may not know is not in it.</summary>
/// <param name="ReviewerId">Null for authors, unless the method is open.</param>
/// <param name="Conflict">What the reviewer said of a conflict of interest.</param>
/// <param name="Form">Null until it is submitted.</param>
/// <param name="RecordId">Key of its published record.</param>
public sealed record Review(
    long Id,
    long OutputId,
    ReviewRound Round,
    long? ReviewerId,
    ReviewMethod Method,
    ReviewStatus Status,
    long? InvitedBy,
    DateTimeOffset? InvitedAt,
    DateOnly? DueOn,
    string? Conflict,
    ReviewForm? Form,
    DateTimeOffset? SubmittedAt,
    long? RecordId
)
{
    public const string TypeName = nameof(Review);

    /// <summary>The part that the caller has in it.</summary>
    public ReviewPart Part { get; private init; }

    /// <summary>Its place among those of its round that were handed in, in an order that says nothing.</summary>
    private long Place { get; init; }

    /// <summary>Whether it can be talked about by all whom it concerns.</summary>
    public bool IsShared => Status == ReviewStatus.Submitted && Round.DecidedAt is not null;

    /// <summary>What its reviewer is called for as long as authors may not know them, the same all through the round; null before it is decided.</summary>
    public string? Pseudonym => IsShared && Method != ReviewMethod.Open ? $"Reviewer {Place}" : null;

    /// <summary>Whether the account $1, of the researcher $2, works on the output o, whether it is named in it, and whether it is a reviewer of the round r, which is not decided.</summary>
    internal const string Standing = $"""
        coalesce(o.owner_id = $1, false) or exists (
          select from output_collaborators c
          where c.work_id = coalesce(o.first_version_id, o.id) and c.user_id = $1 and c.accepted_at is not null),
        exists (select from contributions c where c.output_id = o.id and c.researcher_id = $2),
        exists (select from reviews v where v.round_id = r.id and v.reviewer_id = $1 and {UndecidedReviews.Count})
        """;

    /// <summary>Reviews with how the account $1, of the researcher $2, stands to the output.</summary>
    internal const string Select = $"""
        select v.id, v.output_id, {ReviewRound.Columns}, v.reviewer_id, v.method, v.status,
          v.invited_by, v.invited_at, v.due_on, v.conflict, v.originality, v.methods, v.evidence, v.relevance, v.comments_to_author,
          v.comments_to_editor, v.recommendation, v.may_publish, v.submitted_at, v.record_id, v.answers::text,
          {Standing},
          (select count(*) from reviews n where n.round_id = v.round_id and n.status = 'SUBMITTED' and md5(n.id::text) <= md5(v.id::text))
        from reviews v join review_rounds r on r.id = v.round_id join research_outputs o on o.id = v.output_id
        """;

    /// <summary>Values of <see cref="Select"/>.</summary>
    internal static object[] Values(Caller caller) => [caller.UserId ?? 0, caller.ResearcherId ?? 0];

    /// <summary>The review as the caller may see it; null when it does not exist for them.</summary>
    internal static Review? Read(NpgsqlDataReader reader, Caller caller)
    {
        var review = new Review(
            reader.GetInt64(0),
            reader.GetInt64(1),
            ReviewRound.Read(reader, 2),
            reader.GetInt64(9),
            reader.GetEnum<ReviewMethod>(10),
            reader.GetEnum<ReviewStatus>(11),
            reader.GetLongOrNull(12),
            reader.GetTime(13),
            reader.GetFieldValue<DateOnly>(14),
            reader.GetStringOrNull(15),
            reader.IsDBNull(24) ? null : FormOf(reader),
            reader.GetTimeOrNull(24),
            reader.GetLongOrNull(25)
        )
        {
            Place = reader.GetInt64(30),
        };
        return review.For(caller, ReviewStanding.Read(reader, 27));
    }

    /// <summary>Nobody is an editor of what they wrote themselves, or review: such a curator sees what authors see, or no review but their own.</summary>
    private Review? For(Caller caller, ReviewStanding standing) =>
        !caller.IsSignedIn ? null
        : ReviewerId == caller.UserId ? this with { Part = ReviewPart.Reviewer }
        : standing.MayEdit(caller) ? this with { Part = ReviewPart.Editor }
        : standing.IsTeam && IsShared ? ForAuthors()
        : null;

    private Review ForAuthors() =>
        this with
        {
            Part = ReviewPart.Author,
            ReviewerId = Method == ReviewMethod.Open ? ReviewerId : null,
            InvitedBy = null,
            InvitedAt = null,
            DueOn = null,
            Conflict = null,
            SubmittedAt = null,
            Round = Round.ForAuthors(),
            Form = Form! with
            {
                CommentsToEditor = null,
                Answers = [.. Form.Answers.Where(answer => Round.Questions.Any(one => one.Key == answer.Question && one.IsForAuthors))],
            },
        };

    private static ReviewForm FormOf(NpgsqlDataReader reader) =>
        new(
            reader.GetInt32(16),
            reader.GetInt32(17),
            reader.GetInt32(18),
            reader.GetInt32(19),
            reader.GetString(20),
            reader.GetStringOrNull(21),
            reader.GetEnum<ReviewRecommendation>(22),
            reader.GetBoolean(23)
        )
        {
            Answers = ReviewJson.Read<ReviewAnswer>(reader.GetString(26)),
        };
}
