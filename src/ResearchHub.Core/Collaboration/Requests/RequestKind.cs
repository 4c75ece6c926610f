namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What somebody is asked to decide.</summary>
public enum RequestKind
{
    /// <summary>Take an output into a community.</summary>
    CommunityInclusion,

    /// <summary>Let somebody join a community.</summary>
    CommunityMembership,

    /// <summary>Come into a community.</summary>
    CommunityInvitation,

    /// <summary>Let somebody have files that are not open.</summary>
    DataAccess,

    /// <summary>Put a field of a record right.</summary>
    Correction,

    /// <summary>Take a record down.</summary>
    RecordDeletion,

    /// <summary>Review an output.</summary>
    ReviewInvitation,

    /// <summary>Make somebody's profile that of a contributor.</summary>
    AuthorshipClaim,

    /// <summary>Become the owner of an output.</summary>
    OwnershipTransfer,

    /// <summary>Read a reading list, or work on it.</summary>
    ReadingListInvitation,
}
