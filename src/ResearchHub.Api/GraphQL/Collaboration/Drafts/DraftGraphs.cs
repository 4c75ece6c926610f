using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class OutputLevelGraph()
    : EnumGraph<OutputLevel>(
        "OutputLevel",
        "How far rights on an output go; each level includes those before it.",
        level =>
            level switch
            {
                OutputLevel.None => "It does not exist for them; no answer has this.",
                OutputLevel.View => "Reading.",
                OutputLevel.Comment => "Commenting on it.",
                OutputLevel.Edit => "Revising it.",
                OutputLevel.Admin => "Saying who else may do what.",
                _ => null,
            }
    );

internal sealed class CollaboratorRoleGraph()
    : EnumGraph<CollaboratorRole>(
        "CollaboratorRole",
        "What a collaborator may do with all versions of a work; each role includes those before it.",
        role =>
            role switch
            {
                CollaboratorRole.Read => "Reads drafts.",
                CollaboratorRole.Comment => "Comments on drafts.",
                CollaboratorRole.Edit => "Revises drafts and their files.",
                CollaboratorRole.Admin => "Submits and publishes as the owner does, and says who else works on it.",
                _ => null,
            }
    );

internal sealed class LinkLevelGraph()
    : EnumGraph<LinkLevel>(
        "LinkLevel",
        "What a secret link lets its holder do; commenting and editing take an account besides.",
        level =>
            level switch
            {
                LinkLevel.View => "Reading.",
                LinkLevel.Comment => "Commenting on the draft.",
                LinkLevel.Edit => "Revising the draft.",
                _ => null,
            }
    );

internal sealed class CollaboratorGraph : ObjectGraphType<Collaborator>
{
    public const string TypeName = nameof(Collaborator);

    public CollaboratorGraph()
    {
        Name = TypeName;
        Description = "Somebody who works on a work with its owner, or is invited to.";
        this.Required<Collaborator, IdGraphType>("id", "Global id.", row => NodeId.Encode(TypeName, row.Id));
        this.Computed<Collaborator, UserGraph>(
            "user",
            "The account; null while an invitation by e-mail waits.",
            context => context.Source.UserId is { } user ? context.Loader<UserLoader>().LoadAsync(user) : null
        );
        this.Optional<Collaborator, StringGraphType>(
            "email",
            "Address that the invitation went to; null once it is accepted, and for an invitation by profile.",
            row => row.AcceptedAt is null ? row.Email : null
        );
        this.Required<Collaborator, CollaboratorRoleGraph>("role", "What they may do.", row => row.Role);
        this.Required<Collaborator, BooleanGraphType>(
            "isBibliographic",
            "Whether publishing names them among the authors, once they have accepted.",
            row => row.IsBibliographic
        );
        this.Computed<Collaborator, UserGraph>(
            "invitedBy",
            "Who invited them; null when that account is gone, and for who reviews it without being told who the authors are.",
            context => context.Source.InvitedBy is { } inviter ? context.Loader<UserLoader>().LoadAsync(inviter) : null
        );
        this.Required<Collaborator, DateTimeScalar>("invitedAt", "When they were invited.", row => row.InvitedAt);
        this.Optional<Collaborator, DateTimeScalar>(
            "expiresAt",
            "Until when the invitation can be accepted; null once it is.",
            row => row.AcceptedAt is null ? row.ExpiresAt : null
        );
        this.Optional<Collaborator, DateTimeScalar>(
            "acceptedAt",
            "When they accepted; null while it is an invitation.",
            row => row.AcceptedAt
        );
    }
}

internal sealed class CollaboratorEdgeGraph() : EdgeGraph<Collaborator, CollaboratorGraph>("Collaborator", "collaborator");

internal sealed class CollaboratorConnectionGraph()
    : ConnectionGraph<Collaborator, CollaboratorGraph, CollaboratorEdgeGraph>("Collaborator", "collaborators");

internal sealed class ShareLinkGraph : ObjectGraphType<ShareLink>
{
    public const string TypeName = nameof(ShareLink);

    public ShareLinkGraph()
    {
        Name = TypeName;
        Description =
            "A secret link to a draft: 'Authorization: Share <secret>'. Once the draft is published it opens no more than what everybody may see.";
        this.Required<ShareLink, IdGraphType>("id", "Global id.", link => NodeId.Encode(TypeName, link.Id));
        this.Required<ShareLink, StringGraphType>("name", "Whom it is for.", link => link.Name);
        this.Required<ShareLink, LinkLevelGraph>("level", "What it lets its holder do.", link => link.Level);
        this.Required<ShareLink, BooleanGraphType>(
            "isAnonymous",
            "Whether who made the output stays hidden from its holder.",
            link => link.IsAnonymous
        );
        this.Computed<ShareLink, UserGraph>(
            "createdBy",
            "Who made it; null when that account is gone.",
            context => context.Source.CreatedBy is { } creator ? context.Loader<UserLoader>().LoadAsync(creator) : null
        );
        this.Required<ShareLink, DateTimeScalar>("createdAt", "When it was made.", link => link.CreatedAt);
        this.Required<ShareLink, DateTimeScalar>("expiresAt", "Until when it opens anything.", link => link.ExpiresAt);
    }
}

internal sealed class ShareLinkEdgeGraph() : EdgeGraph<ShareLink, ShareLinkGraph>("ShareLink", "secret link");

internal sealed class ShareLinkConnectionGraph()
    : ConnectionGraph<ShareLink, ShareLinkGraph, ShareLinkEdgeGraph>("ShareLink", "secret links");

internal sealed class InviteCollaboratorPayload : CommandPayloadGraph<IssuedInvitation, CollaboratorGraph>
{
    public InviteCollaboratorPayload()
        : base("InviteCollaboratorPayload", "collaborator", "The invitation.", issued => issued.Collaborator) =>
        this.Optional<Core.Common.CommandResult<IssuedInvitation>, StringGraphType>(
            "secret",
            "By which whoever has it may accept, as it stands in the mail that was sent; told this once, and only for an invitation by e-mail.",
            result => result.Value?.Secret
        );
}

internal sealed class AcceptCollaborationPayload()
    : CommandPayloadGraph<Collaborator, CollaboratorGraph>(
        "AcceptCollaborationPayload",
        "collaborator",
        "The caller, who works on it now.",
        row => row
    );

internal sealed class ChangeCollaboratorPayload()
    : CommandPayloadGraph<Collaborator, CollaboratorGraph>(
        "ChangeCollaboratorPayload",
        "collaborator",
        "The collaborator afterwards.",
        row => row
    );

internal sealed class RemoveCollaboratorPayload()
    : CommandPayloadGraph<Collaborator, CollaboratorGraph>(
        "RemoveCollaboratorPayload",
        "collaborator",
        "The collaborator who was removed.",
        row => row
    );

internal sealed class CreateShareLinkPayload : CommandPayloadGraph<IssuedLink, ShareLinkGraph>
{
    public CreateShareLinkPayload()
        : base("CreateShareLinkPayload", "link", "The link.", issued => issued.Link) =>
        this.Optional<Core.Common.CommandResult<IssuedLink>, StringGraphType>(
            "secret",
            "What its holder sends as 'Authorization: Share <secret>'; told this once. Null when there are errors.",
            result => result.Value?.Secret
        );
}

internal sealed class RevokeShareLinkPayload()
    : CommandPayloadGraph<ShareLink, ShareLinkGraph>(
        "RevokeShareLinkPayload",
        "link",
        "The link, which opens nothing any more.",
        link => link
    );
