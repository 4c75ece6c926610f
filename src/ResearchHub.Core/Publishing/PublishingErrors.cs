using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>The output is not in a state in which this can be done.</summary>
public sealed record StateError(PublicationState State)
    : UserError("STATE", $"This cannot be done while the output is {ConstantCase.Of(State)}.", ["input", "id"]);

/// <summary>A round of review is open: it ends with the decision on it, and in no other way.</summary>
public sealed record ReviewOpenError()
    : UserError("REVIEW_OPEN", "A round of review is open: decide on it with decideReview, which does this too.", ["input", "id"]);

/// <summary>Somebody else has changed the output meanwhile.</summary>
public sealed record ConflictError(int ExpectedRevision, OutputRow Current)
    : UserError(
        "CONFLICT",
        $"The output has changed since revision {ExpectedRevision}: it is now at revision {Current.Revision}. Look at both and send again.",
        ["input", "expectedRevision"]
    )
{
    /// <summary>What the refused change would have made of the output as it is now: before, and as the caller wanted it.</summary>
    public IReadOnlyList<FieldChange> Yours { get; init; } = [];
}

/// <summary>What a command gives: the output, or the reasons why not.</summary>
public sealed record PublishingResult(OutputRow? Output, IReadOnlyList<UserError> Errors)
{
    /// <summary>What was asked for and could not be done, though all else was: in words.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public static PublishingResult Of(OutputRow output) => new(output, []);

    public static PublishingResult Failed(params IReadOnlyList<UserError> errors) => new(null, errors);
}
