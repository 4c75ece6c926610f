using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Collaborators and invitations, for whom they are about.</summary>
public sealed class CollaboratorSubjects(ReadDatabase database) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [nameof(Collaborator)];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                """
                select c.id from output_collaborators c join users u on u.id = $2
                where c.id = any($1) and (c.user_id = u.id or c.invited_by = u.id or (c.user_id is null and c.email = u.email))
                """,
                [keys.ToArray(), caller.UserId ?? 0],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();
}
