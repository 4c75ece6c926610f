namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Who knows whom in a review. Editors know everybody.</summary>
public enum ReviewMethod
{
    /// <summary>Authors and reviewers know each other.</summary>
    Open,

    /// <summary>Authors do not know the reviewers.</summary>
    Anonymous,

    /// <summary>Neither do the reviewers know the authors.</summary>
    DoubleAnonymous,
}

/// <summary>What a reviewer advises, or an editor decides.</summary>
public enum ReviewRecommendation
{
    Accept,
    PendingRevisions,
    Resubmit,
    Decline,
    SeeComments,
}

/// <summary>The part that somebody has in a review.</summary>
public enum ReviewPart
{
    Author,
    Reviewer,
    Editor,
}

/// <summary>Where a review stands.</summary>
public enum ReviewStatus
{
    Invited,

    /// <summary>The reviewer agreed, and has not said yet whether there is a conflict of interest.</summary>
    Agreed,

    /// <summary>The reviewer may read the output.</summary>
    Reviewing,
    Submitted,
    Declined,

    /// <summary>Taken back by an editor, or ended by the decision.</summary>
    Cancelled,
}
