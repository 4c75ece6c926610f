using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Reads of who works on what; each method is one SQL statement, and does not ask who may know.</summary>
public sealed class CollaboratorQueries(ReadDatabase database, TimeProvider time)
{
    private const string Pending = "c.accepted_at is null and c.expires_at > $2";

    /// <summary>Collaborators and open invitations of the works that these outputs are versions of, by output, in order of invitation.</summary>
    public async Task<ILookup<long, Collaborator>> OfOutputsAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {Collaborator.Columns}, o.id from research_outputs o
                join output_collaborators c on c.work_id = coalesce(o.first_version_id, o.id)
                where o.id = any($1) and (c.accepted_at is not null or {Pending}) order by o.id, c.invited_at, c.id
                """,
                [outputs, time.GetUtcNow()],
                reader => (Of: reader.GetInt64(Collaborator.ColumnCount), Row: Collaborator.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Of, row => row.Row);

    /// <summary>Invitations that wait for a caller, oldest first; without who made them where the caller reviews the output and may not know.</summary>
    public async Task<IReadOnlyList<Collaborator>> WaitingForAsync(Caller caller, CancellationToken cancellationToken) =>
        await database.ListAsync(
            $"""
            select {Collaborator.Columns}, {UndecidedReviews.Blind("c.work_id", "$1")} from output_collaborators c
            where (c.user_id = $1 or c.email = $3) and {Pending} order by c.invited_at, c.id limit {CollaboratorService.Maximum}
            """,
            [caller.UserId ?? 0, time.GetUtcNow(), caller.Email ?? ""],
            reader =>
                reader.GetBoolean(Collaborator.ColumnCount)
                    ? Collaborator.Read(reader) with
                    {
                        InvitedBy = null,
                    }
                    : Collaborator.Read(reader),
            cancellationToken
        );
}
