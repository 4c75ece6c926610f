using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>Mutations of working together on drafts.</summary>
internal static class DraftRoot
{
    public static void AddTo(HubMutation mutation)
    {
        Collaborators(mutation);
        mutation.Add<TransferOwnershipPayload, TransferOwnershipInput, RequestRow>(
            "transferOwnership",
            $"Offers an output and all its versions to somebody else, for {OwnershipService.DaysToAccept} days. Its owner alone may; whoever is asked sees it meanwhile and answers with `acceptRequest` or `declineRequest`. One offer of an output waits at a time; it counts among the {InvitationLimit.MostInADay} invitations of a day. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<OwnershipService>()
                    .OfferAsync(
                        input.AnyKey("id"),
                        new Invitee(null, NodeId.KeyOf(input.Text("to"), "Researcher"), NodeId.KeyOf(input.Text("to"), UserGraph.TypeName)),
                        input.ContainsKey("formerOwnerRole") ? input.Get<CollaboratorRole?>("formerOwnerRole") : CollaboratorRole.Edit,
                        input.Get<string>("message"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RestoreRevisionPayload, RestoreRevisionInput>(
            "restoreRevision",
            "Lets a draft say again what it said in an earlier revision, as a new revision; files stay as they are, and relations to drafts that were deleted meanwhile are left out. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, CONFLICT.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<RevisionService>()
                    .RestoreAsync(
                        input.AnyKey("id"),
                        (int)input["revision"]!,
                        (int)input["expectedRevision"]!,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<CreateShareLinkPayload, CreateShareLinkInput, IssuedLink>(
            "createShareLink",
            "Makes a secret link to a draft, for those who administer it. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ShareLinkService>()
                    .CreateAsync(
                        input.AnyKey("id"),
                        new LinkOrder(
                            input.Text("name"),
                            (LinkLevel)input["level"]!,
                            input.Get<bool>("isAnonymous"),
                            input.Get<DateTimeOffset?>("expiresAt")
                        ),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RevokeShareLinkPayload, RevokeShareLinkInput, ShareLink>(
            "revokeShareLink",
            "Makes a secret link worthless at once; streams that were opened with it end. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<ShareLinkService>().RevokeAsync(input.Key("id", ShareLinkGraph.TypeName), caller, context.CancellationToken)
        );
    }

    private static void Collaborators(HubMutation mutation)
    {
        mutation.Add<InviteCollaboratorPayload, InviteCollaboratorInput, IssuedInvitation>(
            "inviteCollaborator",
            $"Invites somebody to work on an output and all its versions, for {CollaborationInvitations.DaysToAccept} days. Those who administer it may; an account makes at most {InvitationLimit.MostInADay} invitations a day, {InvitationLimit.MostToOnePerson} of them to one person. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CollaborationInvitations>()
                    .InviteAsync(
                        input.AnyKey("id"),
                        new Invitee(input.Get<string>("email"), input.KeyOrNull("researcher", "Researcher")),
                        (CollaboratorRole)input["role"]!,
                        input.Get<bool?>("isBibliographic") ?? input["role"] is CollaboratorRole.Edit or CollaboratorRole.Admin,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<AcceptCollaborationPayload, AcceptCollaborationInput, Collaborator>(
            "acceptCollaboration",
            "Accepts an invitation to work on an output. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CollaborationInvitations>()
                    .AcceptAsync(
                        input.KeyOrNull("id", CollaboratorGraph.TypeName),
                        input.Get<string>("secret"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<ChangeCollaboratorPayload, ChangeCollaboratorInput, Collaborator>(
            "changeCollaborator",
            "Says what a collaborator may do, and tells them, once they work on it. Those who administer the output may; each change counts as a comment in the limit of `postComment`. Codes: NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CollaboratorService>()
                    .ChangeAsync(
                        input.Key("id", CollaboratorGraph.TypeName),
                        input.Get<CollaboratorRole?>("role"),
                        input.Get<bool?>("isBibliographic"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RemoveCollaboratorPayload, RemoveCollaboratorInput, Collaborator>(
            "removeCollaborator",
            "Takes somebody off an output, or an invitation back. Everybody may leave or decline; others, those who administer it take off, and they are told. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CollaboratorService>()
                    .RemoveAsync(input.Key("id", CollaboratorGraph.TypeName), caller, context.CancellationToken)
        );
    }
}
