using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Texts of reviews that comments can be anchored to, once it is decided: those for authors. What is confidential is never one.</summary>
internal static class ReviewTexts
{
    private const string Shared = "v.id = any($1) and v.status = 'SUBMITTED' and r.decided_at is not null";

    public static AnchoredTexts Anchored { get; } =
        new(
            [Review.TypeName],
            $"""
            select v.id, 'CommentsToAuthor', null::text, '{AnchoredTexts.Undetermined}', v.comments_to_author
            from reviews v join review_rounds r on r.id = v.round_id where {Shared}
            union all
            select v.id, 'Answer', a->>'question', '{AnchoredTexts.Undetermined}', a->>'text'
            from reviews v join review_rounds r on r.id = v.round_id
            cross join lateral jsonb_array_elements(v.answers) a cross join lateral jsonb_array_elements(r.questions) q
            where {Shared} and a->>'question' = any($2) and a->>'text' is not null
              and q->>'key' = a->>'question' and (q->>'isForAuthors')::boolean
            """
        );
}
