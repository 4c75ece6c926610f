using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class InviteCollaboratorInput : InputGraph
{
    public InviteCollaboratorInput()
        : base("InviteCollaboratorInput", "Whom to invite to a work: `email` or `researcher`, exactly one.")
    {
        Needs<IdGraphType>("id", "The output; the invitation is to all its versions.");
        Takes<StringGraphType>("email", "E-mail address, of an account or of somebody who has none yet; a mail with a secret goes there.");
        Takes<IdGraphType>("researcher", "Profile that an account is linked to.");
        Needs<CollaboratorRoleGraph>("role", "What they shall do.");
        Takes<BooleanGraphType>(
            "isBibliographic",
            "Whether publishing names them among the authors, once they have accepted; unless said, true for EDIT and ADMIN, false for READ and COMMENT."
        );
    }
}

internal sealed class AcceptCollaborationInput : InputGraph
{
    public AcceptCollaborationInput()
        : base("AcceptCollaborationInput", "Which invitation: `id` or `secret`.")
    {
        Takes<IdGraphType>("id", "An invitation of the caller's own address or profile.");
        Takes<StringGraphType>("secret", "The secret of an invitation.");
    }
}

internal sealed class ChangeCollaboratorInput : InputGraph
{
    public ChangeCollaboratorInput()
        : base("ChangeCollaboratorInput", "What a collaborator shall do. What is left out stays.")
    {
        Needs<IdGraphType>("id", "The collaborator.");
        Takes<CollaboratorRoleGraph>("role", "What they may do from now on.");
        Takes<BooleanGraphType>("isBibliographic", "Whether publishing names them among the authors, once they have accepted.");
    }
}

internal sealed class RemoveCollaboratorInput()
    : IdInput("RemoveCollaboratorInput", "Who shall go.", "The collaborator, or an invitation.");

internal sealed class TransferOwnershipInput : InputGraph
{
    public TransferOwnershipInput()
        : base("TransferOwnershipInput", "An output to hand over.")
    {
        Needs<IdGraphType>("id", "The output; the offer is of all its versions.");
        Needs<IdGraphType>("to", "Who shall own it: an account, or a profile that an account is linked to.");
        Takes<CollaboratorRoleGraph>("formerOwnerRole", "What you may do with it afterwards: EDIT unless said, nothing for null.");
        Takes<StringGraphType>("message", "What you say to it; 1 to 5,000 characters.");
    }
}

internal sealed class CreateShareLinkInput : InputGraph
{
    public CreateShareLinkInput()
        : base("CreateShareLinkInput", "A secret link to a draft.")
    {
        Needs<IdGraphType>("id", "The output, which is not public.");
        Needs<StringGraphType>("name", "Whom it is for, in 1 to 200 characters.");
        Needs<LinkLevelGraph>("level", "What it lets its holder do.");
        Takes<BooleanGraphType>(
            "isAnonymous",
            "Whether who made the output stays hidden from its holder, for blind review; holders of one to COMMENT talk without names, theirs too. False unless said."
        );
        Takes<DateTimeScalar>(
            "expiresAt",
            $"Until when it is good: at most {ShareLinkService.MostDays} days ahead; {ShareLinkService.UsualDays} days unless said."
        );
    }
}

internal sealed class RevokeShareLinkInput() : IdInput("RevokeShareLinkInput", "Which link.", "The link.");
