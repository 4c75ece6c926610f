namespace ResearchHub.Core.Events;

/// <summary>Tells only those whom it is addressed to, not everybody who follows its topic.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class AddressedOnlyAttribute : Attribute;

/// <summary>Is for those who listen at the time; nobody finds it in an inbox.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ListenersOnlyAttribute : Attribute;

/// <summary>What happened where people work together. Each module adds its own.</summary>
public enum ActivityKind
{
    /// <summary>Somebody wrote a comment.</summary>
    Commented,

    CommunityUpdated,

    /// <summary>One is addressed to nobody, for those who listen; others are to its members, to who follows it, who keeps what it had, and who opened its calls.</summary>
    [AddressedOnly]
    CommunityDeleted,

    [AddressedOnly]
    CommunityMemberJoined,

    [AddressedOnly]
    CommunityMemberLeft,

    /// <summary>A member may do something else from now on.</summary>
    [AddressedOnly]
    CommunityRoleChanged,

    /// <summary>A community whose outputs everybody sees has another.</summary>
    CommunityOutputIncluded,

    /// <summary>A community whose outputs its members see has another; of its followers those are told who are members.</summary>
    CommunityOutputIncludedInside,

    [AddressedOnly]
    CommunityOutputRemoved,

    /// <summary>One is about the call, by which people are found to whom it speaks; of one for a community another tells those who follow that and were not found.</summary>
    CallOpened,

    /// <summary>A call for collaboration speaks to those whom this is addressed to.</summary>
    [AddressedOnly]
    CallMatched,

    /// <summary>
    /// One is addressed to nobody: by it people are found to whom the call speaks as it is now. Others are to who opened, answered or follows the call
    /// and, when its deadline is another, to who was told of it.
    /// </summary>
    [AddressedOnly]
    CallUpdated,

    /// <summary>Addressed to who opened the call.</summary>
    [AddressedOnly]
    CallAnswered,

    /// <summary>One is addressed to nobody, for those who follow the call, and others to who opened or answered it.</summary>
    CallClosed,

    /// <summary>Access to data was taken back; addressed to who had it.</summary>
    [AddressedOnly]
    DataAccessRevoked,

    // Requests: named as their RequestEventKind, but an invitation to review.
    RequestSubmitted,
    RequestAccepted,
    RequestDeclined,
    RequestCancelled,
    RequestExpired,
    RequestCommented,
    RequestMoreAsked,
    RequestReviewersAssigned,
    RequestTermsAccepted,
    RequestDueChanged,

    /// <summary>A request waits and is due soon; addressed to those who are asked.</summary>
    [AddressedOnly]
    RequestDue,

    /// <summary>The day of a request has passed and nobody has decided; addressed to those who are asked and to who asked.</summary>
    [AddressedOnly]
    RequestOverdue,

    /// <summary>Somebody is invited to work on an output.</summary>
    CollaborationOffered,

    /// <summary>Somebody has accepted to work on an output.</summary>
    CollaborationAccepted,

    /// <summary>Somebody who works on an output has another role there, or is to be named among the authors or not; addressed to them.</summary>
    [AddressedOnly]
    CollaborationChanged,

    /// <summary>Somebody was taken off an output; addressed to them.</summary>
    [AddressedOnly]
    CollaborationEnded,

    /// <summary>An output has another owner; addressed to those who work on it.</summary>
    [AddressedOnly]
    OwnershipTransferred,

    /// <summary>Somebody answered a comment.</summary>
    [AddressedOnly]
    Replied,

    /// <summary>A comment was hidden; addressed to who reported it.</summary>
    [AddressedOnly]
    CommentReportUpheld,

    /// <summary>A comment stays as it is; addressed to who reported it.</summary>
    [AddressedOnly]
    CommentReportDismissed,

    /// <summary>A comment mentions somebody.</summary>
    [AddressedOnly]
    Mentioned,

    /// <summary>A draft was revised, or went on in its life cycle.</summary>
    [ListenersOnly]
    DraftChanged,

    /// <summary>A curator has accepted an output, given it back or declined it, without a round of review; addressed to who goes on with it.</summary>
    [AddressedOnly]
    OutputDecided,

    /// <summary>A list was shared with somebody.</summary>
    [AddressedOnly]
    ListShared,

    /// <summary>A list is not shared with somebody any more; addressed to them.</summary>
    [AddressedOnly]
    ListUnshared,

    /// <summary>Something was put on a list.</summary>
    Listed,

    /// <summary>Somebody is asked to review; the topic is the request.</summary>
    [AddressedOnly]
    ReviewInvited,

    /// <summary>A reviewer said that there is no conflict of interest, and reads the output.</summary>
    [AddressedOnly]
    ReviewAnswered,

    /// <summary>A reviewer who had agreed will not write the review: for a conflict of interest, or for another reason.</summary>
    [AddressedOnly]
    ReviewDeclined,

    /// <summary>A review was handed in.</summary>
    [AddressedOnly]
    ReviewSubmitted,

    /// <summary>A review is due soon.</summary>
    [AddressedOnly]
    ReviewDue,

    /// <summary>The day of a review has passed; addressed to the reviewer and to who invited them.</summary>
    [AddressedOnly]
    ReviewOverdue,

    /// <summary>A review that somebody had agreed to write is not wanted any more.</summary>
    [AddressedOnly]
    ReviewCancelled,

    /// <summary>An editor has decided on an output that was reviewed; reviewers are told of their review, authors of the output.</summary>
    [AddressedOnly]
    ReviewDecided,

    /// <summary>A review was published as a record, the subject; its reviewer is told of their review, authors of the output.</summary>
    [AddressedOnly]
    ReviewPublished,
}
