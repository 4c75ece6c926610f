namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>A comment to be written.</summary>
/// <param name="ParentId">The comment that it answers; null for one that begins a thread.</param>
/// <param name="Body">Markdown, 1 to 10,000 characters.</param>
/// <param name="Anchor">Words of the record that it is about; null for the whole record.</param>
public sealed record NewComment(SubjectKey Subject, long? ParentId, string Body, TextQuote? Anchor);
