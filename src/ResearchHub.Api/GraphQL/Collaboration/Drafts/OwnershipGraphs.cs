using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class OwnershipTransferDetailsGraph : ObjectGraphType<OwnershipTransferDetails>
{
    public OwnershipTransferDetailsGraph()
    {
        Name = "OwnershipTransferDetails";
        Description = "What becomes of who offers an output.";
        IsTypeOf = value => value is OwnershipTransferDetails;
        this.Optional<OwnershipTransferDetails, CollaboratorRoleGraph>(
            "formerOwnerRole",
            "What they may do with it afterwards; null for nothing.",
            details => details.FormerOwnerRole
        );
    }
}

internal sealed class TransferOwnershipPayload() : RequestPayloadGraph("TransferOwnershipPayload");
