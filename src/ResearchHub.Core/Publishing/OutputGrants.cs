using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>What the tables say of a caller and an output.</summary>
/// <param name="Role">As a collaborator on the work; null for none.</param>
/// <param name="IsAsked">
/// Whether the caller curates a community that has the draft or is asked to take it in, is wanted for an opinion on that while it waits, or is asked to become its owner.
/// </param>
/// <param name="HasData">Whether the caller was given access to the files, and it is not over.</param>
/// <param name="Link">What the caller's secret link opens; null for nothing. It is to a draft: to what is public it adds nothing, not even its files.</param>
/// <param name="Reviews">Whether they have agreed to review it in the round that is open, and may read it.</param>
/// <param name="Own">What they are by the reviews of any version: who works on one works on all.</param>
/// <param name="IsOwnWork">Whether they have a part in it that keeps them from deciding on it as a curator; false for who is none.</param>
internal sealed record OutputGrants(
    long Id,
    long? OwnerId,
    bool IsPublic,
    CollaboratorRole? Role,
    bool IsAsked,
    bool HasData,
    LinkLevel? Link,
    bool LinkIsAnonymous,
    bool Reviews,
    ReviewerPart Own,
    bool IsOwnWork
)
{
    private static readonly string ForAdmins = Statement(ReviewStanding.IsOwn("$2", "true"));
    private static readonly string ForCurators = Statement(ReviewStanding.IsOwn("$2", "false"));
    private static readonly string ForOthers = Statement("false");

    /// <summary>The statement for a caller: what keeps curators from deciding is a good part of it, and of no interest to others.</summary>
    public static string Sql(Caller caller) =>
        caller.Role == Access.Role.Admin ? ForAdmins
        : caller.IsCurator ? ForCurators
        : ForOthers;

    /// <summary>Of the outputs $1, for the account $2 with the secret link $3 at the time $4.</summary>
    private static string Statement(string isOwnWork) =>
        $"""
            select o.id, o.owner_id, is_public_state(o.state),
              (select c.role from output_collaborators c
               where c.work_id = coalesce(o.first_version_id, o.id) and c.user_id = $2 and c.accepted_at is not null),
              not is_public_state(o.state) and (exists (
                select from community_members m where m.user_id = $2 and m.role in ('CURATOR', 'MANAGER', 'OWNER') and (
                  exists (select from community_outputs i where i.output_id = o.id and i.community_id = m.community_id)
                  or exists (
                    select from requests r where r.kind = 'COMMUNITY_INCLUSION' and r.topic_id = o.id and r.status = 'SUBMITTED'
                      and r.receiver_kind = 'COMMUNITY' and r.receiver_id = m.community_id))) or exists (
                select from request_reviewers w join requests r on r.id = w.request_id
                where w.user_id = $2 and w.removed_at is null and r.kind = 'COMMUNITY_INCLUSION' and r.topic_id = o.id and r.status = 'SUBMITTED') or exists (
                select from requests r where r.kind = 'OWNERSHIP_TRANSFER' and r.topic_id = coalesce(o.first_version_id, o.id)
                  and r.status = 'SUBMITTED' and r.receiver_kind = 'USER' and r.receiver_id = $2)),
              o.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') and o.access_mode <> 'DATA_ENCLAVE' and exists (
                select from data_access_grants g
                where g.user_id = $2 and g.revoked_at is null and g.expires_at > $4 and {VersionedAccess.Applies}),
              l.level, coalesce(l.is_anonymous, false),
              o.state = 'IN_REVIEW' and exists (
                select from reviews v join review_rounds r on r.id = v.round_id
                where v.output_id = o.id and v.reviewer_id = $2 and v.status in ('REVIEWING', 'SUBMITTED') and r.decided_at is null),
              {UndecidedReviews.Part("o.id", "$2")},
              {isOwnWork}
            from research_outputs o
            left join share_links l on l.output_id = o.id and l.hash = $3 and l.revoked_at is null and l.expires_at > $4 and not is_public_state(o.state)
            where o.id = any($1)
            """;

    /// <summary>Values of <see cref="Sql"/>. No account has the key 0, and no link the empty fingerprint.</summary>
    public static object[] Values(IReadOnlyCollection<long> outputs, Caller caller, DateTimeOffset now) =>
        [outputs.ToArray(), caller.UserId ?? 0L, caller.ShareLink ?? "", now.UtcDateTime];

    public static OutputGrants Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetLongOrNull(1),
            reader.GetBoolean(2),
            reader.GetEnumOrNull<CollaboratorRole>(3),
            reader.GetBoolean(4),
            !reader.IsDBNull(5) && reader.GetBoolean(5),
            reader.GetEnumOrNull<LinkLevel>(6),
            reader.GetBoolean(7),
            reader.GetBoolean(8),
            ReviewerPart.Read(reader, 9),
            reader.GetBoolean(10)
        );

    /// <summary>
    /// What comes of it: the most that any of these gives, and to who reviews any version no more than to read. Who has a conflict of interest reads it by a link, or as a
    /// curator, and does what another part lets them do. A curator with a part in it administers it, and is of its authors where it is decided on.
    /// </summary>
    public OutputAccess For(Caller caller)
    {
        var (isOwner, isEditor) = (caller.IsSignedIn && OwnerId == caller.UserId, caller.IsCurator && !Own.HasConflict);
        if (!Own.Reviews && (isEditor || isOwner))
        {
            var standing =
                isEditor && !IsOwnWork ? Standing.Curator
                : isOwner ? Standing.Owner
                : Standing.LeadAuthor;
            return new OutputAccess(OutputLevel.Admin, standing) { IsTeam = true };
        }
        // What a link lets do is done by somebody: without an account it lets look, and so it does whoever may do no more themselves.
        var byLink =
            Link is not { } link ? OutputLevel.None
            : caller.IsSignedIn && !Own.OnlyReads ? link.ToOutputLevel()
            : OutputLevel.View;
        var seesDraft = IsAsked || Reviews || caller.IsCurator || isOwner;
        var byRole = Role?.ToOutputLevel() ?? (seesDraft ? OutputLevel.View : OutputLevel.None);
        var granted = byLink > byRole ? byLink : byRole;
        if (Own.Reviews && granted > OutputLevel.View)
        {
            granted = OutputLevel.View;
        }
        var open =
            !IsPublic ? OutputLevel.None
            : caller.IsSignedIn ? OutputLevel.Comment
            : OutputLevel.View;
        // Who is to judge without knowing does not come to know by another right.
        var isBlind = !IsPublic && (Own.IsBlind || (Role is null && !seesDraft && LinkIsAnonymous));
        return new OutputAccess(granted > open ? granted : open, StandingOf(granted), isBlind)
        {
            IsTeam = Role is not null && !Own.Reviews,
            IsUnnamed = isBlind || Own.IsUnnamed,
            HasData = HasData,
            ReadsComments = !isBlind || (!Own.IsBlind && Link >= LinkLevel.Comment),
        };
    }

    private static Standing StandingOf(OutputLevel granted) =>
        granted switch
        {
            OutputLevel.Admin => Standing.LeadAuthor,
            OutputLevel.Edit => Standing.CoAuthor,
            OutputLevel.None => Standing.Stranger,
            _ => Standing.Reader,
        };
}
