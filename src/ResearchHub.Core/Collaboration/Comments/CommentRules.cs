using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>What holds of every comment, whatever it is written on.</summary>
public static class CommentRules
{
    public const int LongestBody = 10_000;
    public const int LongestReason = 1_000;

    /// <summary>Most accounts that one comment mentions, in whatever it ever says.</summary>
    public const int MostMentions = 20;

    /// <summary>How long an author may change what they wrote.</summary>
    public static readonly TimeSpan EditWindow = TimeSpan.FromMinutes(15);

    /// <summary>How many comments an account writes in <see cref="RateWindow"/>; changing one counts as writing one, and so does saying something in the timeline of a request, accepting terms, another day for a review, another role for a collaborator, or changing a call.</summary>
    public const int MostInWindow = 30;
    public static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(5);
    private static readonly string[] Counted =
    [
        "postComment",
        "editComment",
        "commentOnRequest",
        "askForMoreInformation",
        "changeReviewDueDate",
        "acceptAccessTerms",
        "changeCollaborator",
        "updateCollaborationCall",
    ];

    /// <summary>What is wrong with a text; null when nothing is.</summary>
    internal static InvalidError? Problem(string body) =>
        body.Length is 0 or > LongestBody ? new InvalidError($"Give 1 to {LongestBody} characters of text.", ["input", "body"])
        : !CommentMarkdown.IsReadable(body) ? new InvalidError("The Markdown is nested too deep, or has too many marks.", ["input", "body"])
        : null;

    /// <summary>What is wrong with a reason; null when nothing is.</summary>
    internal static InvalidError? ReasonProblem(string? reason) => PlainText.Problem(reason, LongestReason, "reason", isNeeded: true);

    /// <summary>What is wrong with an anchor in one of these texts; nothing when it can be found.</summary>
    internal static IEnumerable<InvalidError> Problems(TextQuote anchor, IReadOnlyList<AnchorText> texts)
    {
        if (anchor.Exact.Length is 0 or > TextQuote.LongestExact)
        {
            yield return Invalid("exact", $"Give 1 to {TextQuote.LongestExact} characters.");
            yield break;
        }
        foreach (var (field, context) in new[] { ("prefix", anchor.Prefix), ("suffix", anchor.Suffix) })
        {
            if (!PlainText.IsKept(context, TextQuote.LongestContext))
            {
                yield return Invalid(field, $"Give at most {TextQuote.LongestContext} characters.");
            }
        }
        if (!anchor.OfField(texts).Any())
        {
            yield return Invalid("field", "The record has no such text, or not this part of it.");
        }
        else if (anchor.TextOf(texts) is not { Text: var text })
        {
            yield return Invalid("language", "The record has no such text in this language: leave it out where the text says none.");
        }
        else if (!text.Contains(anchor.Exact, StringComparison.Ordinal))
        {
            yield return Invalid("exact", "These words do not stand in the text.");
        }
    }

    /// <summary>Holds down how much an account writes, and so how often it tells others; its row is locked.</summary>
    internal static async Task<TooManyError?> RateAsync(
        HubTransaction transaction,
        long author,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var oldest = await CountedActs.OldestAsync(transaction, author, Counted, now - RateWindow, MostInWindow, cancellationToken);
        return oldest is { } written
            ? new TooManyError(
                $"At most {MostInWindow} comments in {RateWindow.TotalMinutes:0} minutes, changes of them and words to requests included: wait a little.",
                written + RateWindow
            )
            : null;
    }

    private static InvalidError Invalid(string field, string message) => new(message, ["input", "anchor", field]);
}
