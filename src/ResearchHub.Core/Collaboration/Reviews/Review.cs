using Npgsql;
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

    /// <summary>Whether the reviewer said that there is a conflict of interest; null before they said anything, and for authors.</summary>
    public bool? HasConflict { get; private init; }

    /// <summary>Why the reviewer stepped down; null for authors.</summary>
    public string? DeclineReason { get; private init; }

    /// <summary>Whether the caller, an editor of it, may not know the authors: they review the work without, in a round that is not decided.</summary>
    public bool IsBlind { get; private init; }

    /// <summary>Whether the caller, an editor of it, only reads: they review the work meanwhile, or have a conflict of interest, in a round that is not decided.</summary>
    public bool OnlyReads { get; private init; }

    /// <summary>Its place among those of its round that were handed in, in an order that says nothing.</summary>
    private long Place { get; init; }

    /// <summary>Whether it can be talked about by all whom it concerns.</summary>
    public bool IsShared => Status == ReviewStatus.Submitted && Round.DecidedAt is not null;

    /// <summary>What its reviewer is called for as long as authors may not know them, the same all through the round; null before it is decided.</summary>
    public string? Pseudonym => IsShared && Method != ReviewMethod.Open ? $"Reviewer {Place}" : null;

    internal const int ColumnCount = 32;

    /// <summary>The select list over <see cref="From"/>.</summary>
    internal static readonly string Columns = $"""
        v.id, v.output_id, {ReviewRound.Columns}, v.reviewer_id, v.method, v.status,
        v.invited_by, v.invited_at, v.due_on, v.conflict, v.originality, v.methods, v.evidence, v.relevance, v.comments_to_author,
        v.comments_to_editor, v.recommendation, v.may_publish, v.submitted_at, v.record_id, v.answers::text,
        (select count(*) from reviews n where n.round_id = v.round_id and n.status = 'SUBMITTED' and md5(n.id::text) <= md5(v.id::text)),
        a.part, {UndecidedReviews.Part("v.output_id", "$1")}, v.has_conflict, v.decline_reason
        """;

    /// <summary>
    /// Reviews with the part that the caller of <see cref="ReviewStanding.Values"/> has in them. Nobody is an editor of what they wrote themselves:
    /// such a curator sees what authors see.
    /// </summary>
    internal static readonly string From = $"""
        from reviews v join review_rounds r on r.id = v.round_id join research_outputs o on o.id = v.output_id
        cross join lateral (select case
          when v.reviewer_id = $1 then 'REVIEWER'
          when {ReviewStanding.IsEditor} then 'EDITOR'
          when {ReviewStanding.IsTeam} and v.status = 'SUBMITTED' and r.decided_at is not null then 'AUTHOR' end as part) a
        """;

    /// <summary>Holds where the review exists for the caller.</summary>
    internal const string Exists = "a.part is not null";

    /// <summary>The review as the caller may see it.</summary>
    internal static Review Read(NpgsqlDataReader reader)
    {
        var (part, own) = (reader.GetEnum<ReviewPart>(28), ReviewerPart.Read(reader, 29));
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
            Place = reader.GetInt64(27),
            Part = part,
            IsBlind = part == ReviewPart.Editor && own.IsBlind,
            HasConflict = reader.IsDBNull(30) ? null : reader.GetBoolean(30),
            DeclineReason = reader.GetStringOrNull(31),
            OnlyReads = part == ReviewPart.Editor && own.OnlyReads,
        };
        return review switch
        {
            { Part: ReviewPart.Author } => review.ForAuthors(),
            { Part: ReviewPart.Reviewer, Status: ReviewStatus.Declined } => review with { Round = review.Round.Undecided() },
            _ => review,
        };
    }

    private Review ForAuthors() =>
        this with
        {
            ReviewerId = Method == ReviewMethod.Open ? ReviewerId : null,
            InvitedBy = null,
            InvitedAt = null,
            DueOn = null,
            Conflict = null,
            HasConflict = null,
            DeclineReason = null,
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
