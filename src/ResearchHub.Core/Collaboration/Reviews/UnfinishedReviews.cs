using System.Text.Json;
using System.Text.Json.Serialization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What a reviewer has written so far; anything may be missing. Nobody but they read it, and it is gone when the review is handed in or ends.</summary>
public sealed record UnfinishedReview(
    int? Originality,
    int? Methods,
    int? Evidence,
    int? Relevance,
    string? CommentsToAuthor,
    string? CommentsToEditor,
    ReviewRecommendation? Recommendation,
    bool? MayPublish
)
{
    /// <summary>To questions of the round, some of which may have been set anew since.</summary>
    public IReadOnlyList<ReviewAnswer> Answers { get; init; } = [];

    /// <summary>What cannot be kept: not what is missing, which is asked for when it is handed in.</summary>
    internal IEnumerable<UserError> Problems()
    {
        (string Field, int? Grade)[] grades =
        [
            ("originality", Originality),
            ("methods", Methods),
            ("evidence", Evidence),
            ("relevance", Relevance),
        ];
        foreach (var (field, _) in grades.Where(one => one.Grade is < 1 or > 5))
        {
            yield return new InvalidError("Give a grade from 1 to 5.", ["input", field]);
        }
        foreach (var (field, text) in new[] { ("commentsToAuthor", CommentsToAuthor), ("commentsToEditor", CommentsToEditor) })
        {
            if (Problem(text) is { } message)
            {
                yield return new InvalidError(message, ["input", field]);
            }
        }
        if (Answers.Count > ReviewFormRules.MostQuestions)
        {
            yield return new InvalidError($"Give at most {ReviewFormRules.MostQuestions} answers.", ["input", "answers"]);
            yield break;
        }
        foreach (var (n, answer) in Answers.Index())
        {
            if (!PlainText.IsText(answer.Question, LongestKey))
            {
                yield return new InvalidError("This is not asked.", ["input", "answers", $"{n}", "question"]);
            }
            if (Problem(answer.Text) is { } message)
            {
                yield return new InvalidError(message, ["input", "answers", $"{n}", "text"]);
            }
        }
    }

    private const int LongestKey = 100;

    private static string? Problem(string? text) =>
        text is null || PlainText.IsKept(text, RequestService.LongestText)
            ? null
            : $"Give at most {RequestService.LongestText} characters.";
}

/// <summary>An unfinished review as it was last kept.</summary>
public sealed record SavedReview(UnfinishedReview Form, DateTimeOffset SavedAt);

/// <summary>Keeps reviews that are not finished; a trigger forgets them when the review is handed in or ends, whichever way that is.</summary>
public sealed class UnfinishedReviews(ReadDatabase database, HubTransactions transactions, ReviewQueries queries, TimeProvider time)
{
    private static readonly JsonSerializerOptions Options = new(ColumnConventions.Json)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Keeps what the caller has written so far of a review of theirs, in place of what was kept before. Nobody is told.</summary>
    public async Task<CommandResult<Review>> SaveAsync(long id, UnfinishedReview form, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var review = await ReviewGate.ReviewAsync(transaction, id, caller, cancellationToken);
        if (review is null || review.ReviewerId != caller.UserId)
        {
            return CommandResult<Review>.Failed(new NotFoundError("review"));
        }
        if (review.Status != ReviewStatus.Reviewing)
        {
            return CommandResult<Review>.Failed(
                new InvalidError($"This cannot be done while the review is {ConstantCase.Of(review.Status)}.", ["input", "id"])
            );
        }
        UserError[] problems = [.. form.Problems()];
        if (problems.Length > 0)
        {
            return CommandResult<Review>.Failed(problems);
        }
        await transaction.ExecuteAsync(
            """
            insert into unfinished_reviews (review_id, form, saved_at) values ($1, $2::jsonb, $3)
            on conflict (review_id) do update set form = excluded.form, saved_at = excluded.saved_at
            """,
            [id, JsonSerializer.Serialize(form, Options), time.GetUtcNow()],
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<Review>.Of((await queries.ByIdAsync([id], caller, cancellationToken))[id]);
    }

    /// <summary>What was kept of these reviews, of those that the caller writes.</summary>
    public async Task<IReadOnlyDictionary<long, SavedReview>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                select u.review_id, u.form::text, u.saved_at from unfinished_reviews u join reviews v on v.id = u.review_id
                where u.review_id = any($1) and v.reviewer_id = $2
                """,
                [ids, caller.UserId ?? 0],
                reader =>
                    (
                        Id: reader.GetInt64(0),
                        Saved: new SavedReview(
                            JsonSerializer.Deserialize<UnfinishedReview>(reader.GetString(1), Options)!,
                            reader.GetTime(2)
                        )
                    ),
                cancellationToken
            )
        ).ToDictionary(one => one.Id, one => one.Saved);
}
