namespace ResearchHub.Core.Common;

/// <summary>Input that cannot be used, with the field it came in and what to do about it. The wire shows both.</summary>
/// <param name="code">Error code of the vocabulary: <c>INVALID</c>, <c>CURSOR_INVALID</c>, <c>PAGE_LIMIT</c>, …</param>
/// <param name="field">Name of the argument or field at fault.</param>
/// <param name="message">One sentence that names the fix.</param>
public sealed class InvalidInputException(string code, string field, string message) : Exception(message)
{
    public string Code { get; } = code;
    public string Field { get; } = field;
}
