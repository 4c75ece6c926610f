using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

/// <summary>Root fields of profiles, claims and merges.</summary>
internal static class ProfileRoot
{
    public static void AddTo(HubQuery query) =>
        query
            .Computed<object, AuthorshipClaimConnectionGraph>(
                "authorshipClaims",
                "Claims of authorship, those that have waited longest first. Needs the role CURATOR.",
                context => ClaimLists.Of(context, by: null)
            )
            .Takes<object, RequestStatusGraph>("status", "Only claims that stand so.")
            .Pages();

    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<UpdateResearcherProfilePayload, UpdateResearcherProfileInput, ResearcherRow>(
            "updateResearcherProfile",
            "Changes a profile: the person their own, curators all. Codes: INVALID, NOT_FOUND, FORBIDDEN, CONFLICT.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ProfileService>()
                    .UpdateAsync(
                        input.Key("id", "Researcher"),
                        input.Get<int?>("expectedRevision"),
                        UpdateResearcherProfileInput.Read(input),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<ClaimAuthorshipPayload, ClaimAuthorshipInput, AuthorshipClaim>(
            "claimAuthorship",
            "Says that a contributor of a public output is the caller; a curator decides. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ClaimService>()
                    .ClaimAsync(input.AnyKey("output"), (int)input["position"]!, input.Text("evidence"), caller, context.CancellationToken)
        );
        mutation.Add<DecideAuthorshipClaimPayload, DecideAuthorshipClaimInput, AuthorshipClaim>(
            "decideAuthorshipClaim",
            "Accepts or declines a claim of somebody else. Accepted, the contributor is who claimed. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<ClaimService>()
                    .DecideAsync(
                        input.Key("id", AuthorshipClaimGraph.TypeName),
                        (bool)input["accept"]!,
                        input.Get<string>("reason"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<MergeResearchersPayload, MergeResearchersInput, ResearcherRow>(
            "mergeResearchers",
            "Makes one researcher of two records of the same person; ids and slugs of both lead to it. Codes: INVALID, NOT_FOUND.",
            Role.Curator,
            (context, input, _) =>
                context
                    .Service<MergeService>()
                    .MergeAsync(input.Key("id", "Researcher"), input.Key("into", "Researcher"), context.CancellationToken)
        );
    }
}
