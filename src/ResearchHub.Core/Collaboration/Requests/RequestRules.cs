namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What can be done to a request.</summary>
public enum RequestAction
{
    Submit,
    Accept,
    Decline,
    Cancel,
    Expire,
    Comment,

    /// <summary>Ask the creator for more before deciding.</summary>
    AskForMore,

    /// <summary>Ask others for their opinion.</summary>
    AssignReviewers,
}

/// <summary>Who stands how to a request. One person may stand in several ways.</summary>
public enum RequestStanding
{
    /// <summary>The request does not exist for them.</summary>
    Stranger,
    Creator,

    /// <summary>Who is asked, or one of those.</summary>
    Receiver,

    /// <summary>Whose opinion the receiver wants.</summary>
    Reviewer,

    /// <summary>An administrator, where the decision is nobody's own.</summary>
    Admin,

    /// <summary>Who answers for what it is about, as an administrator where one person has to agree: sees to it that things go right, but agrees for nobody.</summary>
    Overseer,

    /// <summary>Who would decide or take it back, but has a part in what it is about, reviews it or has a conflict of interest, or asked for it with another account: sees it and may say so.</summary>
    Onlooker,

    /// <summary>The server itself, when the time has come.</summary>
    Server,
}

/// <summary>The life cycle of requests: every transition there is, in one place.</summary>
public static class RequestRules
{
    private static readonly Dictionary<(RequestStatus From, RequestAction Action, RequestStanding By), RequestStatus> Transitions = Table();

    /// <summary>The status that an action leads to; null when it is not allowed.</summary>
    public static RequestStatus? Next(RequestStatus from, RequestAction action, RequestStanding by) =>
        Transitions.TryGetValue((from, action, by), out var next) ? next : null;

    /// <summary>The status that an action leads to for somebody who stands in all of these ways; null when none of them allows it.</summary>
    public static RequestStatus? Next(RequestStatus from, RequestAction action, IReadOnlyList<RequestStanding> by) =>
        by.Select(standing => Next(from, action, standing)).FirstOrDefault(next => next is not null);

    /// <summary>Whether any person may do this in this status: tells a wrong status from a missing right.</summary>
    public static bool IsPossible(RequestStatus from, RequestAction action) =>
        Enum.GetValues<RequestStanding>().Any(standing => standing != RequestStanding.Server && Next(from, action, standing) is not null);

    /// <summary>Whether the request exists for somebody: one that was never submitted, whatever became of it, for its creator alone.</summary>
    public static bool MaySee(bool isSent, IReadOnlyList<RequestStanding> standings) =>
        standings.Any(standing =>
            standing is RequestStanding.Creator or RequestStanding.Server || (standing != RequestStanding.Stranger && isSent)
        );

    /// <summary>Whether a decision is late: it is hoped for by a day that has passed.</summary>
    public static bool IsOverdue(RequestStatus status, DateOnly? dueOn, DateOnly today) =>
        status == RequestStatus.Submitted && dueOn < today;

    private static Dictionary<(RequestStatus, RequestAction, RequestStanding), RequestStatus> Table()
    {
        var table = new Dictionary<(RequestStatus, RequestAction, RequestStanding), RequestStatus>();
        void Allow(RequestStatus from, RequestAction action, RequestStatus to, params ReadOnlySpan<RequestStanding> by)
        {
            foreach (var standing in by)
            {
                table.Add((from, action, standing), to);
            }
        }

        RequestStanding[] deciding = [RequestStanding.Receiver, RequestStanding.Admin];
        Allow(RequestStatus.Created, RequestAction.Submit, RequestStatus.Submitted, RequestStanding.Creator);
        Allow(RequestStatus.Created, RequestAction.Cancel, RequestStatus.Cancelled, RequestStanding.Creator);
        Allow(RequestStatus.Created, RequestAction.Expire, RequestStatus.Expired, RequestStanding.Server);
        Allow(RequestStatus.Submitted, RequestAction.Accept, RequestStatus.Accepted, deciding);
        Allow(RequestStatus.Submitted, RequestAction.Decline, RequestStatus.Declined, deciding);
        Allow(RequestStatus.Submitted, RequestAction.AskForMore, RequestStatus.Submitted, deciding);
        Allow(RequestStatus.Submitted, RequestAction.AssignReviewers, RequestStatus.Submitted, deciding);
        Allow(
            RequestStatus.Submitted,
            RequestAction.Cancel,
            RequestStatus.Cancelled,
            RequestStanding.Creator,
            RequestStanding.Admin,
            RequestStanding.Overseer
        );
        Allow(RequestStatus.Submitted, RequestAction.Expire, RequestStatus.Expired, RequestStanding.Server);
        foreach (var status in Enum.GetValues<RequestStatus>().Where(status => status != RequestStatus.Created))
        {
            Allow(
                status,
                RequestAction.Comment,
                status,
                RequestStanding.Creator,
                RequestStanding.Receiver,
                RequestStanding.Reviewer,
                RequestStanding.Admin,
                RequestStanding.Overseer,
                RequestStanding.Onlooker
            );
        }
        return table;
    }
}
