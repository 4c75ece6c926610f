using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What a collaborator may do with all versions of a work; each includes those before it.</summary>
public enum CollaboratorRole
{
    Read,
    Comment,
    Edit,

    /// <summary>Submits and publishes as the owner does, and says who else works on it.</summary>
    Admin,
}

/// <summary>Somebody who works on a work with its owner, or is invited to.</summary>
/// <param name="WorkId">Key of the first version.</param>
/// <param name="UserId">Account; null for an invitation by e-mail that nobody has accepted yet.</param>
/// <param name="Email">Address that the invitation went to; null for one by profile.</param>
/// <param name="IsBibliographic">Whether they are to be named among the authors.</param>
/// <param name="ExpiresAt">Until when the invitation can be accepted.</param>
/// <param name="AcceptedAt">Null while it is an invitation.</param>
public sealed record Collaborator(
    long Id,
    long WorkId,
    long? UserId,
    string? Email,
    CollaboratorRole Role,
    bool IsBibliographic,
    long? InvitedBy,
    DateTimeOffset InvitedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AcceptedAt
)
{
    /// <summary>As whom it went to sees it who reviews the work and may not know its authors.</summary>
    public Collaborator Blinded => this with { InvitedBy = null };

    internal const int ColumnCount = 10;
    internal const string Columns =
        "c.id, c.work_id, c.user_id, c.email, c.role, c.is_bibliographic, c.invited_by, c.invited_at, c.expires_at, c.accepted_at";

    internal static Collaborator Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetLongOrNull(2),
            reader.GetStringOrNull(3),
            reader.GetEnum<CollaboratorRole>(4),
            reader.GetBoolean(5),
            reader.GetLongOrNull(6),
            reader.GetTime(7),
            reader.GetTime(8),
            reader.IsDBNull(9) ? null : reader.GetTime(9)
        );
}

/// <summary>An invitation, and the secret by which whoever has it may accept.</summary>
/// <param name="Secret">Null for an invitation by profile.</param>
public sealed record IssuedInvitation(Collaborator Collaborator, string? Secret);

/// <summary>Roles as levels of rights.</summary>
internal static class CollaborationLevels
{
    public static OutputLevel ToOutputLevel(this CollaboratorRole role) =>
        role switch
        {
            CollaboratorRole.Read => OutputLevel.View,
            CollaboratorRole.Comment => OutputLevel.Comment,
            CollaboratorRole.Edit => OutputLevel.Edit,
            _ => OutputLevel.Admin,
        };

    public static OutputLevel ToOutputLevel(this LinkLevel level) =>
        level switch
        {
            LinkLevel.View => OutputLevel.View,
            LinkLevel.Comment => OutputLevel.Comment,
            _ => OutputLevel.Edit,
        };
}
