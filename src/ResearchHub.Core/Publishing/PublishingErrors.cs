using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Publishing;

/// <summary>Why a command was not carried out; nothing was changed.</summary>
/// <param name="Code">Error code of the vocabulary.</param>
/// <param name="Message">A sentence that names the fix.</param>
/// <param name="Path">Where in the input, from <c>input</c> on.</param>
public abstract record PublishingError(string Code, string Message, IReadOnlyList<string> Path);

/// <summary>Input that cannot be accepted.</summary>
public sealed record InvalidError(string Message, IReadOnlyList<string> Path) : PublishingError("INVALID", Message, Path);

/// <summary>There is none that the caller may see.</summary>
public sealed record NotFoundError() : PublishingError("NOT_FOUND", "There is no output of this id that you may see.", ["input", "id"]);

/// <summary>The caller sees the output, but may not do this.</summary>
public sealed record ForbiddenError() : PublishingError("FORBIDDEN", "You may not do this to this output.", ["input", "id"]);

/// <summary>The output is not in a state in which this can be done.</summary>
public sealed record StateError(PublicationState State)
    : PublishingError("STATE", $"This cannot be done while the output is {Common.ConstantCase.Of(State)}.", ["input", "id"]);

/// <summary>Somebody else has changed the output meanwhile.</summary>
public sealed record ConflictError(int ExpectedRevision, OutputRow Current)
    : PublishingError(
        "CONFLICT",
        $"The output has changed since revision {ExpectedRevision}: it is now at revision {Current.Revision}. Look at both and send again.",
        ["input", "expectedRevision"]
    );

/// <summary>What a command gives: the output, or the reasons why not.</summary>
public sealed record PublishingResult(OutputRow? Output, IReadOnlyList<PublishingError> Errors)
{
    public static PublishingResult Of(OutputRow output) => new(output, []);

    public static PublishingResult Failed(params IReadOnlyList<PublishingError> errors) => new(null, errors);
}
