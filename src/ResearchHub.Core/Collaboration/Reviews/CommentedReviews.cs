using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>
/// Comments under reviews: what authors, reviewer and editors say to each other once it is decided. Who may not be known speaks without a name.
/// </summary>
/// <remarks>Before that only reviewer and editors see a review, and what they say to each other is not for authors: it stands with the invitation.</remarks>
public sealed class CommentedReviews(ReadDatabase database, ReviewQueries reviews) : ICommentedSubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [Review.TypeName];

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<long, CommentStanding>> StandingAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await reviews.ByIdAsync(keys, caller, cancellationToken)).ToDictionary(one => one.Key, one => StandingTo(one.Value));

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        await database.ListAsync(
            """
            select v.reviewer_id from reviews v where v.id = $1
            union select v.invited_by from reviews v where v.id = $1 and v.invited_by is not null
            union select o.owner_id from reviews v join research_outputs o on o.id = v.output_id where v.id = $1 and o.owner_id is not null
            union select c.user_id from reviews v join research_outputs o on o.id = v.output_id
              join output_collaborators c on c.work_id = coalesce(o.first_version_id, o.id) where v.id = $1 and c.accepted_at is not null
            """,
            [subject.Id],
            reader => reader.GetInt64(0),
            cancellationToken
        );

    private static CommentStanding StandingTo(Review review) =>
        new(review.IsShared, review.Part == ReviewPart.Editor && !review.OnlyReads)
        {
            IsBlind = review.IsBlind,
            ReviewerName = review.Pseudonym,
            Voice = (review.Part, review.Method) switch
            {
                (ReviewPart.Reviewer, not ReviewMethod.Open) => CommentVoice.Reviewer,
                (ReviewPart.Author, ReviewMethod.DoubleAnonymous) => CommentVoice.Author,
                _ => CommentVoice.Own,
            },
            Hidden = (review.Part, review.Method) switch
            {
                (ReviewPart.Author, not ReviewMethod.Open) => CommentVoice.Reviewer,
                (ReviewPart.Reviewer, ReviewMethod.DoubleAnonymous) => CommentVoice.Author,
                _ => null,
            },
        };
}
