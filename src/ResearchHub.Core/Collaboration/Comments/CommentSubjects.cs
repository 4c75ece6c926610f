using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Comments, which exist for whoever sees what they are written on.</summary>
/// <param name="gate">Asked later: it is made of all modules, this one too.</param>
public sealed class CommentSubjects(ReadDatabase database, Func<SubjectGate> gate) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = ["Comment"];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var comments = await database.ListAsync(
            "select id, subject_type, subject_id from comments where id = any($1) and deleted_at is null and hidden_at is null",
            [keys.ToArray()],
            reader => (Id: reader.GetInt64(0), Subject: new SubjectKey(reader.GetString(1), reader.GetInt64(2))),
            cancellationToken
        );
        var visible = await gate().VisibleAsync(comments.Select(one => one.Subject), caller, cancellationToken);
        return comments.Where(one => visible.Contains(one.Subject)).Select(one => one.Id).ToHashSet();
    }
}
