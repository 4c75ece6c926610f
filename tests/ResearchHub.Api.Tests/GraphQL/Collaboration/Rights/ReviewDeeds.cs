namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What reviewers and editors do.</summary>
internal sealed partial class Deeds
{
    private const int DaysToReview = 20;

    private Deed InviteReviewer()
    {
        var (whom, method) = (
            Pick([.. Facts.Invited, "kurt", Facts.Rea]),
            Pick(["OPEN", "ANONYMOUS", "DOUBLE_ANONYMOUS", "DOUBLE_ANONYMOUS"])
        );
        method = whom == Facts.Rea && method == "OPEN" ? "ANONYMOUS" : method;
        var due = DateOnly.FromDateTime(f.Now.UtcDateTime).AddDays(DaysToReview);
        return Do(
            by => rules.IsEditor(by) && !f.Persons.AreSame(by.Name!, whom),
            v.State == "IN_REVIEW"
                && !rules.HasPart(whom)
                && !(method == "DOUBLE_ANONYMOUS" && rules.HasMetAuthors(whom))
                && !rules.Undecided(whom, v).Any()
                && !(
                    v.IsRoundOpen
                    && v.Reviews.Exists(one => f.Persons.AreSame(one.Reviewer, whom) && one.Round == v.Round && one.HasConflict == true)
                ),
            "inviteReviewer",
            _ => new
            {
                id = v.Id,
                email = stage.Email(whom),
                method,
                dueOn = due.ToString("yyyy-MM-dd", null),
            },
            async (done, by) =>
            {
                OpenRound();
                var review = new Review(Id(done, "review"), whom, method, v.Round);
                v.Reviews.Add(review);
                var ends = new DateTimeOffset(due.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
                f.Requests.Add(
                    new Request(await stage.RequestOfReviewAsync(review.Id), "REVIEW_INVITATION", by.Name!, whom, review.Id, ends)
                    {
                        Review = review,
                    }
                );
            },
            $"{whom}, {method}",
            "review { id }"
        );
    }

    private Deed SetQuestions() =>
        Do(
            rules.IsEditor,
            v.State == "IN_REVIEW" && !(v.IsRoundOpen && v.Reviews.Exists(one => one.Round == v.Round && one.Status == "SUBMITTED")),
            "setReviewQuestions",
            new { id = v.Id, questions = Array.Empty<object>() },
            (_, _) => OpenRound()
        );

    private void OpenRound() => (v.Round, v.IsRoundOpen) = (v.IsRoundOpen ? v.Round : v.Round + 1, true);

    private Deed? Declare()
    {
        var hasConflict = dice.Next(5) == 0;
        return PickReview("AGREED") is not { } review
            ? null
            : Do(
                by => by.Name == review.Reviewer,
                review.Status == "AGREED" || (hasConflict && review.Status == "REVIEWING"),
                "declareInterests",
                new
                {
                    id = review.Id,
                    hasConflict,
                    statement = "A statement.",
                },
                (_, _) => (review.Status, review.HasConflict) = (hasConflict ? "DECLINED" : "REVIEWING", hasConflict),
                $"of {review.Reviewer}, {review.Method}{(hasConflict ? ": a conflict" : "")}",
                isUnnamed: true
            );
    }

    private Deed? StepDown() =>
        PickOrNone(v.Reviews) is not { } review
            ? null
            : Do(
                by => by.Name == review.Reviewer,
                review.Status is "AGREED" or "REVIEWING",
                "declineReview",
                new { id = review.Id, reason = "No time." },
                (_, _) => review.Status = "DECLINED",
                $"of {review.Reviewer}, {review.Method}",
                isUnnamed: true
            );

    private Deed? SaveReview()
    {
        var text = $"As far as part {dice.Next(100)}.";
        return PickReview("REVIEWING") is not { } review
            ? null
            : Do(
                by => by.Name == review.Reviewer,
                review.Status == "REVIEWING",
                "saveReview",
                new { id = review.Id, commentsToAuthor = text },
                (_, _) => review.Unfinished = text,
                $"of {review.Reviewer}, {review.Method}",
                isUnnamed: true
            );
    }

    private Deed? HandIn()
    {
        var mayPublish = dice.Next(6) > 0;
        return PickReview("REVIEWING") is not { } review
            ? null
            : Do(
                by => by.Name == review.Reviewer,
                review.Status == "REVIEWING",
                "submitReview",
                new
                {
                    id = review.Id,
                    originality = 4,
                    methods = 3,
                    evidence = 5,
                    relevance = 4,
                    commentsToAuthor = "Say how the sample was drawn.",
                    commentsToEditor = "Between us: weak.",
                    recommendation = "PENDING_REVISIONS",
                    mayPublish,
                },
                (_, _) => (review.Status, review.MayPublish) = ("SUBMITTED", mayPublish),
                $"of {review.Reviewer}, {review.Method}",
                isUnnamed: true
            );
    }

    private Deed? PublishReview() =>
        PickOrNone(v.Reviews.Where(one => one.Status == "SUBMITTED")) is not { } review
            ? null
            : Do(
                by => rules.IsEditor(by) && by.Name != review.Reviewer,
                rules.IsPublic && IsPublishable(review),
                "publishReview",
                new { id = review.Id },
                (_, _) => review.IsPublished = true,
                $"of {review.Reviewer}, {review.Method}"
            );

    private static bool IsPublishable(Review review) => review is { Status: "SUBMITTED", MayPublish: true, IsPublished: false };

    private Deed? CancelReview() =>
        PickOrNone(v.Reviews) is not { } review
            ? null
            : Do(
                by => rules.IsEditor(by) && by.Name != review.Reviewer,
                review.Status is "INVITED" or "AGREED" or "REVIEWING",
                "cancelReview",
                new { id = review.Id },
                (_, _) => End(review),
                $"of {review.Reviewer}"
            );

    private Deed DecideReview()
    {
        var decision = Pick(["ACCEPT", "ACCEPT", "PENDING_REVISIONS", "DECLINE"]);
        return Do(
            rules.IsEditor,
            v.State == "IN_REVIEW" && v.IsRoundOpen,
            "decideReview",
            new
            {
                id = v.Id,
                decision,
                text = "See the reviews.",
            },
            (_, _) =>
            {
                foreach (var review in v.Reviews.Where(one => one.Round == v.Round && one.Status is "INVITED" or "AGREED" or "REVIEWING"))
                {
                    End(review);
                }
                v.IsRoundOpen = false;
                v.State =
                    decision == "ACCEPT" ? "ACCEPTED"
                    : decision == "DECLINE" ? "DECLINED"
                    : "CHANGES_REQUESTED";
            },
            decision
        );
    }

    private Deed? ChangeDueDate()
    {
        var due = DateOnly.FromDateTime(f.Now.UtcDateTime).AddDays(dice.Next(2) == 0 ? 3 : 30);
        return PickOrNone(v.Reviews) is not { } review
            ? null
            : Do(
                by => rules.IsEditor(by) && by.Name != review.Reviewer,
                review.Status is "INVITED" or "AGREED" or "REVIEWING",
                "changeReviewDueDate",
                new { id = review.Id, dueOn = due.ToString("yyyy-MM-dd", null) },
                (_, _) =>
                {
                    foreach (var invitation in f.Requests.Where(one => one.Review == review && one.Status == "SUBMITTED"))
                    {
                        invitation.Until = new DateTimeOffset(due.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
                    }
                },
                $"of {review.Reviewer}"
            );
    }

    private void End(Review review)
    {
        review.Status = "CANCELLED";
        foreach (var invitation in f.Requests.Where(one => one.Review == review && one.Status == "SUBMITTED"))
        {
            invitation.Status = "CANCELLED";
        }
    }

    /// <summary>A review, rather one with this status.</summary>
    private Review? PickReview(string status) =>
        (dice.Next(4) > 0 ? PickOrNone(v.Reviews.Where(one => one.Status == status)) : null) ?? PickOrNone(v.Reviews);
}
