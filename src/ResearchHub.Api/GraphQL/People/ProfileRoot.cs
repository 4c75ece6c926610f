using ResearchHub.Api.GraphQL.Collaboration;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

/// <summary>Mutations of profiles, claims and merges.</summary>
internal static class ProfileRoot
{
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
        mutation.Add<ClaimAuthorshipPayload, ClaimAuthorshipInput, RequestRow>(
            "claimAuthorship",
            "Says that a contributor of a public output is the caller. Curators are asked, as with every request; accepted, the contributor leads to the caller's profile. Codes: INVALID, NOT_FOUND, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ClaimService>()
                    .ClaimAsync(input.Subject("output"), (int)input["position"]!, input.Text("evidence"), caller, context.CancellationToken)
        );
        mutation.Add<MergeResearchersPayload, MergeResearchersInput, ResearcherRow>(
            "mergeResearchers",
            "Makes one researcher of two records of the same person; ids and slugs of both lead to it. What the kept record leaves open is filled from the other; of each field, nobody reads more than by both. Codes: INVALID, NOT_FOUND, CONFLICT.",
            Role.Curator,
            (context, input, _) =>
                context
                    .Service<MergeService>()
                    .MergeAsync(input.Key("id", "Researcher"), input.Key("into", "Researcher"), context.CancellationToken)
        );
    }
}
