using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Reads of who works on what; they do not ask who may know.</summary>
public sealed class CollaboratorQueries(ReadDatabase database, TimeProvider time)
{
    private const string Pending = "c.accepted_at is null and c.expires_at > $1";

    private static readonly PageSql<Collaborator> Collaborators = new(
        Collaborator.Columns,
        Collaborator.ColumnCount,
        "from output_collaborators c",
        "c",
        Collaborator.Read
    );

    private static readonly OrderTerm[] InOrderOfInvitation =
    [
        new(new OrderField("invitedAt", "When they were invited.", "{t}.invited_at", OrderKeyType.Timestamp), Descending: false),
    ];

    /// <summary>Collaborators and open invitations of the works that outputs are versions of, in order of invitation.</summary>
    public ChildrenQuery<Collaborator> OfOutputs() =>
        new(
            database,
            Collaborators with
            {
                From = "from research_outputs o join output_collaborators c on c.work_id = coalesce(o.first_version_id, o.id)",
            },
            sql =>
            {
                sql.Place(time.GetUtcNow());
                return ["o.id = p.id", $"(c.accepted_at is not null or {Pending})"];
            },
            null,
            InOrderOfInvitation
        );

    /// <summary>Invitations that wait for a caller, oldest first; without who made them where the caller reviews the output and may not know.</summary>
    public ListQuery<Collaborator> WaitingFor(Caller caller) =>
        new(
            database,
            Collaborators with
            {
                Columns = $"{Collaborator.Columns}, {UndecidedReviews.Blind("c.work_id", "$2")}",
                ColumnCount = Collaborator.ColumnCount + 1,
                Read = reader =>
                    reader.GetBoolean(Collaborator.ColumnCount) ? Collaborator.Read(reader).Blinded : Collaborator.Read(reader),
            },
            sql =>
            {
                sql.Place(time.GetUtcNow(), caller.UserId ?? 0, caller.Email ?? "");
                return ["(c.user_id = $2 or c.email = $3)", Pending];
            },
            null,
            InOrderOfInvitation
        );
}
