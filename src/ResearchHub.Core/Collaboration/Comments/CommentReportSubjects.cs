using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Reports of comments, which exist for who made them and for curators; others who decide find them with their community.</summary>
/// <param name="reports">Asked later: it asks the gate, which is made of all modules, this one too.</param>
public sealed class CommentReportSubjects(Func<CommentReports> reports) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [CommentReport.TypeName];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await reports().VisibleAsync([.. keys], caller, cancellationToken)).Keys.ToHashSet();
}
