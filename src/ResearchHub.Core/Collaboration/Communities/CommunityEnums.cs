namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>What a community is.</summary>
public enum CommunityKind
{
    ResearchGroup,
    Programme,
    Project,
    Network,
    LocalMigrationCouncil,
    Institution,
    Other,
}

/// <summary>For whom a community is there.</summary>
public enum CommunityVisibility
{
    /// <summary>Everybody sees it, its members and its outputs.</summary>
    Public,

    /// <summary>Everybody sees what it is; its members and outputs are seen by members.</summary>
    Members,

    /// <summary>It exists for its members alone.</summary>
    Hidden,
}

/// <summary>Whose outputs come in without being looked at.</summary>
public enum CurationPolicy
{
    /// <summary>Everybody's.</summary>
    Open,

    /// <summary>Those of members.</summary>
    Members,

    /// <summary>Nobody's: curators decide on each.</summary>
    Closed,
}

/// <summary>What happens in communities.</summary>
public enum CommunityActivityKind
{
    OutputIncluded,
    OutputRemoved,
    MemberJoined,
    MemberLeft,
    RoleChanged,
    Updated,
    Deleted,
}

/// <summary>What a member may do; each role may do what those below it may.</summary>
public enum CommunityRole
{
    /// <summary>Sees what is for members.</summary>
    Reader,

    /// <summary>Decides on outputs.</summary>
    Curator,

    /// <summary>Decides on members, up to curators, and describes the community.</summary>
    Manager,

    /// <summary>Decides on everything. There is always one.</summary>
    Owner,
}
