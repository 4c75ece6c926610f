using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>What is said of a list: absent stays, null clears.</summary>
public sealed record ListContent
{
    public Given<string> Title { get; init; }
    public Given<string> Description { get; init; }
    public Given<ListVisibility?> Visibility { get; init; }
}

/// <summary>What holds of every reading list.</summary>
public static class ListRules
{
    public const int LongestTitle = 200;
    public const int LongestDescription = 5_000;
    public const int LongestNote = 2_000;
    public const int MostItems = 10_000;
    public const int MostLists = 500;
    public const int MostMembers = 100;

    /// <summary>Why somebody may not say what a list is and who has it; null when they may.</summary>
    internal static UserError? Refusal(ListAccess found) =>
        found.Level != ListLevel.Own ? new ForbiddenError("Its owner may.")
        : found.List.IsBookmarks ? new InvalidError("Bookmarks are the caller's own and stay: make another list.", ["input", "id"])
        : null;

    internal static List<UserError> Problems(ListContent content)
    {
        var errors = new List<UserError>();
        if (content.Title.IsGiven && !PlainText.IsLine(content.Title.Value, LongestTitle))
        {
            errors.Add(
                new InvalidError($"Give a title of 1 to {LongestTitle} characters, without control characters.", ["input", "title"])
            );
        }
        if (TextProblem(content.Description.Value, LongestDescription, "description") is { } problem)
        {
            errors.Add(problem);
        }
        if (content.Visibility is { IsGiven: true, Value: null })
        {
            errors.Add(new InvalidError("A list is PRIVATE, SHARED or PUBLIC.", ["input", "visibility"]));
        }
        return errors;
    }

    internal static InvalidError? NoteProblem(string? note) => TextProblem(note, LongestNote, "note");

    private static InvalidError? TextProblem(string? text, int longest, string field) =>
        text is not null && !PlainText.IsKept(text, longest)
            ? new InvalidError($"Give at most {longest} characters.", ["input", field])
            : null;
}
