using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

/// <summary>What is done in communities.</summary>
internal static class CommunityMutations
{
    public static void AddTo(HubMutation mutation)
    {
        Describing(mutation);
        Members(mutation);
        Coming(mutation);
        Outputs(mutation);
    }

    private static void Describing(HubMutation mutation)
    {
        mutation.Add<CreateCommunityPayload, CreateCommunityInput, CommunityRow>(
            "createCommunity",
            $"Makes a community whose owner is the caller; at most {CommunityService.MostInADay} in 24 hours, those deleted included. Codes: INVALID, RATE_LIMITED.",
            Role.Researcher,
            (context, input, caller) =>
                context.Service<CommunityService>().CreateAsync(CommunityContentInput.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<UpdateCommunityPayload, UpdateCommunityInput, CommunityRow>(
            "updateCommunity",
            "Describes a community anew: its managers; visibility and policy are for owners. Administrators so change or hide what is left of one that was deleted. Codes: INVALID, NOT_FOUND, FORBIDDEN, CONFLICT.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommunityService>()
                    .UpdateAsync(
                        Community(input),
                        (int)input["expectedRevision"]!,
                        CommunityContentInput.Read(input),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<DeleteCommunityPayload, DeleteCommunityInput, CommunityRow>(
            "deleteCommunity",
            "Deletes a community for ever: its owners. What it had stays published without it, what waits for it expires, its calls stay with who opened them; members and followers are told, who owns or administers what it had, and who opened its open calls. Its names and the reason stay at its id and slug, which no other gets. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommunityDeletionService>()
                    .DeleteAsync(Community(input), input.Get<string>("reason"), caller, context.CancellationToken)
        );
    }

    private static void Members(HubMutation mutation)
    {
        mutation.Add<SetCommunityRolePayload, SetCommunityRoleInput, CommunityRow>(
            "setCommunityRole",
            "Gives a member another role: owners to all, managers to readers and curators. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<MemberService>()
                    .SetRoleAsync(Community(input), User(input), (CommunityRole)input["role"]!, caller, context.CancellationToken)
        );
        mutation.Add<RemoveCommunityMemberPayload, RemoveCommunityMemberInput, CommunityRow>(
            "removeCommunityMember",
            "Takes a member out: owners all, managers readers and curators. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<MemberService>().RemoveAsync(Community(input), User(input), caller, context.CancellationToken)
        );
        mutation.Add<LeaveCommunityPayload, LeaveCommunityInput, CommunityRow>(
            "leaveCommunity",
            "Leaves a community; its last owner cannot. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) => context.Service<MemberService>().LeaveAsync(Community(input), caller, context.CancellationToken)
        );
        mutation.Add<RenewCommunityFeedPayload, RenewCommunityFeedInput, CommunityRow>(
            "renewCommunityFeed",
            "Gives a member another `secretFeed` of a community; the one before leads nowhere from now on, those of other members stay. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) => context.Service<MemberService>().RenewFeedAsync(Community(input), caller, context.CancellationToken)
        );
    }

    private static void Coming(HubMutation mutation)
    {
        mutation.Add<InviteToCommunityPayload, InviteToCommunityInput, MadeInvitation>(
            "inviteToCommunity",
            $"Invites somebody into a community: owners as anything, managers as readers and curators. An account makes at most {InvitationLimit.MostInADay} invitations a day, {InvitationLimit.MostToOnePerson} of them to one person. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommunityInvitationService>()
                    .InviteAsync(
                        Community(input),
                        InviteeInput.Read(input["invitee"]),
                        (CommunityRole)input["role"]!,
                        input.Get<string>("message"),
                        input.Get<DateTimeOffset?>("expiresAt"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<AcceptInvitationPayload, AcceptInvitationInput, RequestRow>(
            "acceptInvitation",
            "Accepts what the caller was invited to by e-mail. Codes: INVALID, NOT_FOUND, STATE.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<InvitationLinks>().AcceptAsync(input.Text("secret"), caller, context.CancellationToken)
        );
        mutation.Add<RequestMembershipPayload, RequestMembershipInput, RequestRow>(
            "requestMembership",
            "Asks to join a community, as a reader; its managers decide. Codes: INVALID, NOT_FOUND, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<MembershipService>()
                    .RequestAsync(Community(input), input.Get<string>("message"), caller, context.CancellationToken)
        );
    }

    private static void Outputs(HubMutation mutation)
    {
        mutation.Add<RequestInclusionPayload, RequestInclusionInput, RequestRow>(
            "requestInclusion",
            "Asks for an output to come into a community: who administers the output. Where the policy says so, it comes in at once. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<InclusionService>()
                    .RequestAsync(
                        input.Subject("output"),
                        Community(input),
                        input.Get<string>("message"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RemoveFromCommunityPayload, RemoveFromCommunityInput, CommunityRow>(
            "removeFromCommunity",
            "Takes an output out of a community, with all versions of the work: it comes back by a new request alone. Curators of the community may who have no conflict of interest in its review, and who administers the output. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<InclusionService>()
                    .RemoveAsync(input.Subject("output"), Community(input), caller, context.CancellationToken)
        );
    }

    private static long Community(IDictionary<string, object?> input) => input.Key("community", CommunityRow.TypeName);

    private static long User(IDictionary<string, object?> input) => input.Key("user", UserGraph.TypeName);
}
