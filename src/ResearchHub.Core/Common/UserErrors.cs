namespace ResearchHub.Core.Common;

/// <summary>Why a command was not carried out; nothing was changed.</summary>
/// <param name="Code">Error code of the vocabulary.</param>
/// <param name="Message">A sentence that names the fix.</param>
/// <param name="Path">Where in the input, from <c>input</c> on.</param>
public abstract record UserError(string Code, string Message, IReadOnlyList<string> Path);

/// <summary>Input that cannot be accepted.</summary>
public sealed record InvalidError(string Message, IReadOnlyList<string> Path) : UserError("INVALID", Message, Path);

/// <summary>There is none that the caller may see.</summary>
/// <param name="Thing">What was looked for.</param>
/// <param name="Field">Field of the input that names it.</param>
public sealed record NotFoundError(string Thing = "output", string Field = "id")
    : UserError(
        "NOT_FOUND",
        $"There is no {Thing} {(Field == "secret" ? "with this secret" : "of this id")} that you may see.",
        ["input", Field]
    );

/// <summary>The caller sees what it is about, but may not do this.</summary>
/// <param name="Field">Field of the input that names it.</param>
public sealed record ForbiddenError(string Message = "You may not do this to this output.", string Field = "id")
    : UserError("FORBIDDEN", Message, ["input", Field]);

/// <summary>What a command gives: its value, or the reasons why not.</summary>
public sealed record CommandResult<T>(T? Value, IReadOnlyList<UserError> Errors)
    where T : class
{
    public static CommandResult<T> Of(T value) => new(value, []);

    public static CommandResult<T> Failed(params IReadOnlyList<UserError> errors) => new(null, errors);
}
