using System.Globalization;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

internal sealed class CommentAnchorInput : InputGraph
{
    public CommentAnchorInput()
        : base("CommentAnchorInput", "Words of a text that a comment is about (TextQuoteSelector of the W3C).")
    {
        Needs<AnchorFieldGraph>("field", "Which text.");
        Takes<LanguageTagScalar>("language", "Language of the text; left out where it says none.");
        Takes<IdGraphType>(
            "part",
            "Which of several texts of the field: for NOTE the id of the item, for ANSWER the key of the question; else left out."
        );
        Needs<StringGraphType>("exact", $"The words, 1 to {TextQuote.LongestExact} characters, as they stand in the text.");
        Takes<StringGraphType>(
            "prefix",
            $"What stands before them, at most {TextQuote.LongestContext} characters: it tells which place is meant, and is kept as the text has it."
        );
        Takes<StringGraphType>(
            "suffix",
            $"What stands behind them, at most {TextQuote.LongestContext} characters: it tells which place is meant, and is kept as the text has it."
        );
    }

    public static TextQuote Read(IDictionary<string, object?> input) =>
        new(
            (AnchorField)input["field"]!,
            input.Get<string>("language") ?? AnchoredTexts.Undetermined,
            input.Text("exact"),
            input.Get<string>("prefix") ?? "",
            input.Get<string>("suffix") ?? ""
        )
        {
            Part = AnchorPart.Read((AnchorField)input["field"]!, input.Get<string>("part")),
        };
}

/// <summary>Parts of fields on the wire: the id of an item of a list, which is kept as its key; anything else as it is.</summary>
internal static class AnchorPart
{
    public static string? Read(AnchorField field, string? part) =>
        field == AnchorField.Note ? NodeId.KeyOf(part, ReadingListItemGraph.TypeName)?.ToString(CultureInfo.InvariantCulture) ?? "" : part;

    public static string? Shown(TextQuote quote) =>
        quote is { Field: AnchorField.Note, Part: { } item }
            ? NodeId.Encode(ReadingListItemGraph.TypeName, long.Parse(item, CultureInfo.InvariantCulture))
            : quote.Part;
}

internal sealed class PostCommentInput : InputGraph
{
    public PostCommentInput()
        : base("PostCommentInput", "A comment on a record, or an answer to one.")
    {
        Needs<IdGraphType>("subject", "What it is written on.");
        Takes<IdGraphType>("parent", "The comment that it answers, one that begins a thread on the same record.");
        Needs<StringGraphType>(
            "body",
            $"Markdown, 1 to {CommentRules.LongestBody} characters. `@slug` of a profile, or a link `[name](node:ID)` to a researcher or an account, mentions somebody: at most {CommentRules.MostMentions} people in whatever a comment ever says, each of whom is told once."
        );
        Takes<CommentAnchorInput>("anchor", "The words that it is about; left out for the whole record.");
    }

    public static NewComment Read(IDictionary<string, object?> input) =>
        new(
            input.Subject("subject"),
            input.KeyOrNull("parent", CommentGraph.TypeName),
            input.Text("body"),
            input.Get<object>("anchor") is IDictionary<string, object?> anchor ? CommentAnchorInput.Read(anchor) : null
        );
}

internal sealed class EditCommentInput : InputGraph
{
    public EditCommentInput()
        : base("EditCommentInput", "Another text for a comment.")
    {
        Needs<IdGraphType>("id", "The comment.");
        Needs<StringGraphType>("body", "What it says from now on.");
    }
}

internal sealed class DeleteCommentInput() : IdInput("DeleteCommentInput", "Which comment.", "The comment.");

internal sealed class ResolveCommentInput() : IdInput("ResolveCommentInput", "Which thread.", "The comment that begins it.");

internal sealed class ReopenCommentInput() : IdInput("ReopenCommentInput", "Which thread.", "The comment that begins it.");

internal abstract class ReasonInput : IdInput
{
    /// <param name="why">What the reason is, and for whom.</param>
    protected ReasonInput(string name, string description, string what, string why = "Why, for its readers")
        : base(name, description, what) => Needs<StringGraphType>("reason", $"{why}; 1 to {CommentRules.LongestReason} characters.");
}

internal sealed class HideCommentInput() : ReasonInput("HideCommentInput", "Which comment, and why.", "The comment.");

internal sealed class UnhideCommentInput() : IdInput("UnhideCommentInput", "Which comment.", "The comment.");

internal sealed class LockCommentInput() : ReasonInput("LockCommentInput", "Which thread, and why.", "The comment that begins it.");

internal sealed class UnlockCommentInput() : IdInput("UnlockCommentInput", "Which thread.", "The comment that begins it.");

internal sealed class ReportCommentInput()
    : ReasonInput(
        "ReportCommentInput",
        "Which comment, and why.",
        "The comment.",
        "Why it should not be there, for moderators; its readers see it where the comment is hidden for it"
    );

internal sealed class DecideCommentReportInput : InputGraph
{
    public DecideCommentReportInput()
        : base("DecideCommentReportInput", "What becomes of a report, and of all others of the same comment.")
    {
        Needs<IdGraphType>("id", "The report.");
        Needs<BooleanGraphType>("uphold", "Whether the comment is hidden.");
    }
}

internal abstract class CommentPayload(string name)
    : CommandPayloadGraph<ShownComment, CommentGraph>(name, "comment", "The comment afterwards.", one => one);

internal sealed class PostCommentPayload() : CommentPayload("PostCommentPayload");

internal sealed class EditCommentPayload() : CommentPayload("EditCommentPayload");

internal sealed class DeleteCommentPayload() : CommentPayload("DeleteCommentPayload");

internal sealed class ResolveCommentPayload() : CommentPayload("ResolveCommentPayload");

internal sealed class ReopenCommentPayload() : CommentPayload("ReopenCommentPayload");

internal sealed class HideCommentPayload() : CommentPayload("HideCommentPayload");

internal sealed class UnhideCommentPayload() : CommentPayload("UnhideCommentPayload");

internal sealed class LockCommentPayload() : CommentPayload("LockCommentPayload");

internal sealed class UnlockCommentPayload() : CommentPayload("UnlockCommentPayload");

internal abstract class ReportPayload(string name)
    : CommandPayloadGraph<CommentReport, CommentReportGraph>(name, "report", "The report.", one => one);

internal sealed class ReportCommentPayload() : ReportPayload("ReportCommentPayload");

internal sealed class DecideCommentReportPayload() : ReportPayload("DecideCommentReportPayload");
