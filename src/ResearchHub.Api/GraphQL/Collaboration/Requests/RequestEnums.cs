using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

internal sealed class RequestStatusGraph()
    : EnumGraph<RequestStatus>(
        "RequestStatus",
        "Where a request stands.",
        status =>
            status switch
            {
                RequestStatus.Created => "Written, and seen by its creator alone.",
                RequestStatus.Submitted => "Waits for a decision.",
                RequestStatus.Accepted => "What was asked for was done.",
                RequestStatus.Declined => "It was not done.",
                RequestStatus.Cancelled => "Taken back.",
                RequestStatus.Expired => "Nobody decided in time, or nothing can come of it any more.",
                _ => null,
            }
    );

internal sealed class RequestKindGraph()
    : EnumGraph<RequestKind>(
        "RequestKind",
        "What is asked.",
        kind =>
            kind switch
            {
                RequestKind.CommunityInclusion => "Take an output into a community.",
                RequestKind.CommunityMembership => "Let the creator join a community.",
                RequestKind.CommunityInvitation => "Come into a community.",
                RequestKind.DataAccess => "Let the creator have files that are not open.",
                RequestKind.Correction => "Put a field of a record right.",
                RequestKind.RecordDeletion => "Take a record down.",
                RequestKind.ReviewInvitation => "Review an output.",
                RequestKind.AuthorshipClaim => "Make the creator's profile that of a contributor.",
                RequestKind.OwnershipTransfer => "Become the owner of an output.",
                RequestKind.ReadingListInvitation => "Read a reading list, or work on it.",
                _ => null,
            }
    );

internal sealed class RequestActionGraph()
    : EnumGraph<RequestAction>(
        "RequestAction",
        "What can be done with a request.",
        action =>
            action switch
            {
                RequestAction.Submit => "`submitRequest`",
                RequestAction.Accept => "`acceptRequest`",
                RequestAction.Decline => "`declineRequest`",
                RequestAction.Cancel => "`cancelRequest`",
                RequestAction.Expire => "What the server does when the time is over.",
                RequestAction.Comment => "`commentOnRequest`",
                RequestAction.AskForMore => "`askForMoreInformation`",
                RequestAction.AssignReviewers => "`assignRequestReviewers`",
                _ => null,
            }
    );

internal sealed class RequestPartGraph()
    : EnumGraph<RequestPart>(
        "RequestPart",
        "Part that somebody has in a request.",
        part =>
            part switch
            {
                RequestPart.Creator => "Asks.",
                RequestPart.Receiver => "Is asked, alone or with others.",
                RequestPart.Reviewer => "Gives an opinion to the receiver.",
                _ => null,
            }
    );

internal sealed class RequestReceiverKindGraph()
    : EnumGraph<RequestReceiverKind>(
        "RequestReceiverKind",
        "Who decides on a request.",
        kind =>
            kind switch
            {
                RequestReceiverKind.User => "One person.",
                RequestReceiverKind.Output => "Whoever administers an output.",
                RequestReceiverKind.Community => "Whoever curates a community.",
                RequestReceiverKind.CommunityManagers => "Whoever manages the members of a community.",
                RequestReceiverKind.Invitation =>
                    "Whoever has the link that was sent by e-mail, or signs in with the address that it was sent to.",
                RequestReceiverKind.Curators => "The curators of the catalogue.",
                _ => null,
            }
    );

internal sealed class RequestEventKindGraph()
    : EnumGraph<RequestEventKind>(
        "RequestEventKind",
        "What happened to a request.",
        kind =>
            kind switch
            {
                RequestEventKind.Created => "Written.",
                RequestEventKind.Submitted => "Sent.",
                RequestEventKind.Accepted => "Accepted.",
                RequestEventKind.Declined => "Declined.",
                RequestEventKind.Cancelled => "Taken back.",
                RequestEventKind.Expired => "Over without a decision.",
                RequestEventKind.Commented => "Somebody said something.",
                RequestEventKind.MoreAsked => "A receiver asked the creator for more.",
                RequestEventKind.TermsAccepted => "The creator accepted the terms of access that are in force now.",
                RequestEventKind.DueChanged => "Another day was set by which an answer is hoped for: `text`.",
                RequestEventKind.ReviewersAssigned => "A receiver said whose opinion is wanted.",
                _ => null,
            }
    );

internal sealed class RecordFieldGraph() : EnumGraph<RecordField>("RecordField", "Part of a record that can be put right.");
