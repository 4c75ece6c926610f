namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is said about a version and about its reviews, and what is done about that.</summary>
internal sealed partial class Deeds
{
    private const int MostComments = 10;
    private const string Reason = "For a reason.";

    private Deed PostComment() =>
        PostComment(dice.Next(2) == 0 ? PickOrNone(v.Reviews.Where(rules.IsShared)) ?? PickOrNone(v.Reviews) : null);

    /// <summary>Of the many who speak, few do so without a name because they came by an anonymous link.</summary>
    private Deed PostAsGuest() => PostComment(null, by => rules.Voice(by, null) == "GUEST");

    private Deed PostComment(Review? on, Func<Actor, bool>? rather = null)
    {
        var parent = dice.Next(3) == 0 ? PickOrNone(v.Comments.Where(one => one.On == on)) : null;
        var isPossible = v.Comments.Count < MostComments;
        return Do(
            by => rules.Comments(by, on) && (parent is null || rules.Answers(by, parent)),
            isPossible,
            "postComment",
            new
            {
                subject = on?.Id ?? v.Id,
                parent = parent?.Id,
                body = isPossible ? "A remark." : "",
            },
            (done, by) => v.Comments.Add(new Comment(Id(done, "comment"), by.Name!, rules.Voice(by, on), on, parent)),
            $"on {(on is null ? $"version {v.Number}" : $"the review of {on.Reviewer}")}{(parent is null ? "" : $" to {parent.By}")}",
            "comment { id }",
            isUnnamed: on is not null,
            rather
        );
    }

    private Deed? HideComment() => Moderate("hideComment", rules.Hides, _ => true, (one, by) => Hide(one));

    private Deed? UnhideComment() => Moderate("unhideComment", rules.Hides, _ => true, (one, _) => one.IsHidden = false, byOthers: true);

    private Deed? LockComment() =>
        Moderate("lockComment", rules.Hides, one => !one.IsLocked && one.Parent is null, (one, _) => one.IsLocked = true);

    private Deed? UnlockComment() => Moderate("unlockComment", rules.Hides, one => one.IsLocked, (one, _) => one.IsLocked = false);

    private Deed? DeleteComment() =>
        Moderate("deleteComment", rules.Moderates, _ => true, (one, _) => one.IsDeleted = true, byAuthor: true);

    private Deed? ResolveComment() =>
        Moderate(
            "resolveComment",
            rules.Moderates,
            one => !one.IsResolved && one.Parent is null,
            (one, _) => one.IsResolved = true,
            byAuthor: true
        );

    private Deed? ReopenComment() =>
        Moderate("reopenComment", rules.Moderates, one => one.IsResolved, (one, _) => one.IsResolved = false, byAuthor: true);

    private Deed? Moderate(
        string mutation,
        Func<Actor, Review?, bool> may,
        Func<Comment, bool> isPossible,
        Action<Comment, Actor> then,
        bool byAuthor = false,
        bool byOthers = false
    ) =>
        PickOrNone(v.Comments) is not { } comment
            ? null
            : Do(
                by =>
                    rules.Hears(by, comment.On)
                    && rules.Reads(by, comment)
                    && (may(by, comment.On) || (byAuthor && comment.By == by.Name))
                    && !(byOthers && rules.Wrote(by, comment)),
                !comment.IsDeleted && isPossible(comment),
                mutation,
                mutation is "hideComment" or "lockComment" ? new { id = comment.Id, reason = Reason } : new { id = comment.Id },
                (_, by) => then(comment, by),
                Words(comment),
                isUnnamed: byAuthor
            );

    private Deed? ReportComment() =>
        PickOrNone(v.Comments) is not { } comment
            ? null
            : Do(
                by => rules.Hears(by, comment.On) && !comment.Reports.Exists(one => one.By == by.Name),
                comment is { IsDeleted: false, IsHidden: false },
                "reportComment",
                new { id = comment.Id, reason = Reason },
                (done, by) => comment.Reports.Add(new Report(Id(done, "report"), by.Name!)),
                Words(comment),
                "report { id }",
                isUnnamed: true
            );

    private Deed? DecideReport()
    {
        var uphold = dice.Next(2) == 0;
        return PickOrNone(v.Comments.Where(one => one.Reports.Count > 0)) is not { } comment
            ? null
            : Do(
                by => rules.Judges(by, comment),
                comment.Reports[^1].IsOpen,
                "decideCommentReport",
                new { id = comment.Reports[^1].Id, uphold },
                (_, _) => Hide(comment, uphold),
                $"of {comment.Reports[^1].By} on {Words(comment)}{(uphold ? "" : ": it stays")}"
            );
    }

    /// <summary>Hides a comment, or lets it be, which answers all reports of it.</summary>
    private static void Hide(Comment comment, bool isHidden = true)
    {
        comment.IsHidden |= isHidden;
        comment.Reports.ForEach(one => one.IsOpen = false);
    }

    private static string Words(Comment comment) =>
        $"{comment.By} as {comment.Voice}{(comment.On is null ? "" : $" on the review of {comment.On.Reviewer}")}";
}
