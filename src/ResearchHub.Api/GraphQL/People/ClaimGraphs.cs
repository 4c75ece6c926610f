using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class AuthorshipClaimGraph : ObjectGraphType<AuthorshipClaim>
{
    public const string TypeName = nameof(AuthorshipClaim);

    public AuthorshipClaimGraph()
    {
        Name = TypeName;
        Description = "Somebody says: this contributor is me. Seen by who claims, and by curators.";
        this.Required<AuthorshipClaim, IdGraphType>("id", "Global id.", claim => NodeId.Encode(TypeName, claim.Id));
        this.Computed<AuthorshipClaim, ResearchOutputInterface>(
            "output",
            "The output; null when it is not public any more.",
            context => context.Output(context.Source.OutputId)
        );
        this.Required<AuthorshipClaim, IntGraphType>("position", "Place among its contributors, from 0.", claim => claim.Position);
        this.Computed<AuthorshipClaim, ResearcherGraph>(
            "researcher",
            "The person who claims.",
            context => context.Loader<ResearcherLoader>().LoadAsync(context.Source.ResearcherId)
        );
        this.Computed<AuthorshipClaim, UserGraph>(
            "claimedBy",
            "The account that claims.",
            context => context.Loader<UserLoader>().LoadAsync(context.Source.ClaimedBy)
        );
        this.Required<AuthorshipClaim, StringGraphType>("evidence", "Why, in the words of who claims.", claim => claim.Evidence);
        this.Required<AuthorshipClaim, RequestStatusGraph>("status", "SUBMITTED until a curator has decided.", claim => claim.Status);
        this.Required<AuthorshipClaim, DateTimeScalar>("createdAt", "When it was made.", claim => claim.CreatedAt);
        this.Optional<AuthorshipClaim, DateTimeScalar>("decidedAt", "When it was decided.", claim => claim.DecidedAt);
        this.Optional<AuthorshipClaim, StringGraphType>("reason", "What the curator says of the decision.", claim => claim.Reason);
    }
}

internal sealed class AuthorshipClaimEdgeGraph() : EdgeGraph<AuthorshipClaim, AuthorshipClaimGraph>("AuthorshipClaim", "claim");

internal sealed class AuthorshipClaimConnectionGraph()
    : ConnectionGraph<AuthorshipClaim, AuthorshipClaimGraph, AuthorshipClaimEdgeGraph>("AuthorshipClaim", "claims of authorship");

internal sealed class ClaimAuthorshipInput : InputObjectGraphType
{
    public ClaimAuthorshipInput()
    {
        Name = "ClaimAuthorshipInput";
        Description = "A contributor of an output who is the caller.";
        Field<NonNullGraphType<IdGraphType>>("output").Description("The output.");
        Field<NonNullGraphType<IntGraphType>>("position").Description("Place among its contributors; the first is 0.");
        Field<NonNullGraphType<StringGraphType>>("evidence").Description("Why, for a curator: links, addresses; 1 to 2,000 characters.");
    }
}

internal sealed class DecideAuthorshipClaimInput : InputObjectGraphType
{
    public DecideAuthorshipClaimInput()
    {
        Name = "DecideAuthorshipClaimInput";
        Description = "What becomes of a claim.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("The claim.");
        Field<NonNullGraphType<BooleanGraphType>>("accept").Description("Whether the contributor is who claims.");
        Field<StringGraphType>("reason").Description("Why; needed to decline, 1 to 2,000 characters.");
    }
}

internal sealed class ClaimAuthorshipPayload()
    : CommandPayloadGraph<AuthorshipClaim, AuthorshipClaimGraph>("ClaimAuthorshipPayload", "claim", "The claim.", claim => claim);

internal sealed class DecideAuthorshipClaimPayload()
    : CommandPayloadGraph<AuthorshipClaim, AuthorshipClaimGraph>(
        "DecideAuthorshipClaimPayload",
        "claim",
        "The claim, decided.",
        claim => claim
    );

/// <summary>Lists of claims.</summary>
internal static class ClaimLists
{
    public static Connection<AuthorshipClaim> Of(IResolveFieldContext context, long? by) =>
        new(context.Service<ClaimQueries>().List(context.GetArgument<RequestStatus?>("status"), by), context);
}
