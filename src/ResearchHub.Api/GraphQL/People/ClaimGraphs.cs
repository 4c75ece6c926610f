using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.People;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class AuthorshipClaimDetailsGraph : ObjectGraphType<AuthorshipClaimDetails>
{
    public AuthorshipClaimDetailsGraph()
    {
        Name = "AuthorshipClaimDetails";
        Description = "Which contributor of the topic the creator says to be.";
        IsTypeOf = value => value is AuthorshipClaimDetails;
        this.Required<AuthorshipClaimDetails, IntGraphType>("position", "Place among its contributors, from 0.", claim => claim.Position);
        this.Required<AuthorshipClaimDetails, StringGraphType>(
            "nameAsPrinted",
            "The name that stands there.",
            claim => claim.NameAsPrinted
        );
        this.Computed<AuthorshipClaimDetails, ResearcherGraph>(
            "researcher",
            "The person who claims.",
            context => context.Loader<ResearcherLoader>().LoadAsync(context.Source.Researcher)
        );
    }
}

internal sealed class ClaimAuthorshipInput : InputGraph
{
    public ClaimAuthorshipInput()
        : base("ClaimAuthorshipInput", "A contributor of an output who is the caller.")
    {
        Needs<IdGraphType>("output", "The output.");
        Needs<IntGraphType>("position", "Place among its contributors; the first is 0.");
        Needs<StringGraphType>("evidence", "Why, for a curator: links, addresses; 1 to 5,000 characters.");
    }
}

internal sealed class ClaimAuthorshipPayload() : RequestPayloadGraph("ClaimAuthorshipPayload");
