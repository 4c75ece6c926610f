using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>What a command says of a call; what is not given stays as it is.</summary>
public sealed record CallContent
{
    private const int LongestTitle = 300;
    private const int MostEntries = 50;
    private const int MostDays = 366;

    public Given<string> Title { get; init; }
    public Given<string> Description { get; init; }
    public Given<Openness?> Seeks { get; init; }
    public Given<DateOnly?> Deadline { get; init; }

    /// <summary>Code of a place; null for anywhere.</summary>
    public Given<string> Place { get; init; }
    public Given<IReadOnlyList<string>> Languages { get; init; }
    public Given<IReadOnlyList<Sector>> Sectors { get; init; }
    public Given<IReadOnlyList<long>> Concepts { get; init; }

    /// <summary>The concepts, each once.</summary>
    internal long[] ConceptKeys => [.. (Concepts.Value ?? []).Distinct()];

    /// <summary>The call as it is with what is said.</summary>
    /// <param name="place">Key of the place, where one is given.</param>
    internal CallRow On(CallRow call, long? place) =>
        call with
        {
            Title = Title.Value?.Trim() ?? call.Title,
            Description = Description.Value?.Trim() ?? call.Description,
            Seeks = Seeks.Value ?? call.Seeks,
            Deadline = Deadline.Value ?? call.Deadline,
            PlaceId = Place.IsGiven ? place : call.PlaceId,
            Languages = Languages.IsGiven ? Kept(call.Languages, (Languages.Value ?? []).Distinct(StringComparer.Ordinal)) : call.Languages,
            Sectors = Sectors.IsGiven ? Kept(call.Sectors, (Sectors.Value ?? []).Distinct().Select(ConstantCase.Of)) : call.Sectors,
        };

    /// <summary>Why it cannot be taken: all problems at once.</summary>
    internal List<UserError> Problems(bool isNew, DateOnly today)
    {
        var problems = new List<UserError>();
        void Unless(bool holds, string message, string field)
        {
            if (!holds)
            {
                problems.Add(new InvalidError(message, ["input", field]));
            }
        }
        foreach (
            var (text, longest, field) in new[] { (Title, LongestTitle, "title"), (Description, RequestService.LongestText, "description") }
        )
        {
            if ((isNew || text.IsGiven) && PlainText.Problem(text.Value, longest, field, isNeeded: true) is { } unreadable)
            {
                problems.Add(unreadable);
            }
        }
        Unless((!isNew && !Seeks.IsGiven) || Seeks.Value is not null, "Say what the people wanted are open to.", "seeks");
        Unless(
            (!isNew && !Deadline.IsGiven) || (Deadline.Value >= today && Deadline.Value <= today.AddDays(MostDays)),
            $"Give a day from today on, at most {MostDays} days ahead.",
            "deadline"
        );
        Unless((Languages.Value?.Count ?? 0) <= MostEntries, $"Give at most {MostEntries} languages.", "languages");
        Unless((Concepts.Value?.Count ?? 0) <= MostEntries, $"Give at most {MostEntries} concepts.", "concepts");
        return problems;
    }

    /// <summary>The list that stands where the other says the same, so that two calls that say the same are equal.</summary>
    private static string[] Kept(string[] present, IEnumerable<string> given)
    {
        string[] next = [.. given];
        return present.SequenceEqual(next, StringComparer.Ordinal) ? present : next;
    }
}

/// <summary>Somebody else has changed the call meanwhile.</summary>
public sealed record CallConflictError(int ExpectedRevision, CallRow Current)
    : UserError(
        "CONFLICT",
        $"The call has changed since revision {ExpectedRevision}: it is now at revision {Current.Revision}. Look at both and send again.",
        ["input", "expectedRevision"]
    );
