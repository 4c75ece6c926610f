namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Who may do what in a community: every rule there is, in one place.</summary>
public static class CommunityRules
{
    /// <summary>Whether members and outputs are seen.</summary>
    /// <param name="role">Of the caller; null for no member.</param>
    public static bool MaySeeInside(CommunityVisibility visibility, CommunityRole? role) =>
        role is not null || visibility == CommunityVisibility.Public;

    /// <summary>Whether the community exists for somebody.</summary>
    public static bool MaySee(CommunityVisibility visibility, CommunityRole? role) =>
        role is not null || visibility != CommunityVisibility.Hidden;

    /// <summary>Whether somebody hears of what happens: of outputs who sees them, of people members.</summary>
    public static bool MayHear(CommunityActivityKind kind, CommunityVisibility visibility, CommunityRole? role) =>
        kind switch
        {
            CommunityActivityKind.OutputIncluded => MaySeeInside(visibility, role),
            CommunityActivityKind.Updated or CommunityActivityKind.Deleted => MaySee(visibility, role),
            _ => role is not null,
        };

    /// <summary>Whether outputs are taken in, and out again.</summary>
    public static bool MayCurate(CommunityRole? role) => role >= CommunityRole.Curator;

    /// <summary>Whether comments on what the community has are hidden, and reports of them decided.</summary>
    public static bool MayModerate(CommunityRole? role) => role >= CommunityRole.Manager;

    /// <summary>Whether the community is described.</summary>
    public static bool MayDescribe(CommunityRole? role) => role >= CommunityRole.Manager;

    /// <summary>Whether visibility and curation policy are changed.</summary>
    public static bool MayGovern(CommunityRole? role) => role == CommunityRole.Owner;

    /// <summary>Whether somebody gives, changes or takes away the place of a member: owners of all, managers of those below them.</summary>
    /// <param name="present">Role that the member has; null for who comes in.</param>
    /// <param name="next">Role that the member gets; null for who goes.</param>
    public static bool MayPlace(CommunityRole? role, CommunityRole? present, CommunityRole? next) =>
        role == CommunityRole.Owner
        || (role == CommunityRole.Manager && present is null or < CommunityRole.Manager && next is null or < CommunityRole.Manager);

    /// <summary>Whether an output comes in at once, when who administers it asks for that.</summary>
    public static bool IsIncludedAtOnce(CurationPolicy policy, CommunityRole? role) =>
        MayCurate(role)
        || policy switch
        {
            CurationPolicy.Open => true,
            CurationPolicy.Members => role is not null,
            _ => false,
        };
}
