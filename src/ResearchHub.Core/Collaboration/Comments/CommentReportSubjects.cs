using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Reports of comments, which exist for who made them and for curators; others who decide find them with their community.</summary>
/// <param name="reports">Asked later: it asks the gate, which is made of all modules, this one too.</param>
public sealed class CommentReportSubjects(Func<CommentReports> reports)
    : FoundSubjects<CommentReport>(
        CommentReport.TypeName,
        (keys, caller, cancellationToken) => reports().VisibleAsync(keys, caller, cancellationToken)
    );
