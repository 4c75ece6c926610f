using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

/// <summary>Fields that describe a community.</summary>
internal abstract class CommunityContentInput : InputGraph
{
    protected CommunityContentInput(string name, string description)
        : base(name, description)
    {
        TakesMany<LocalizedTextInput>("descriptions", "What it is about; plain text, up to 10,000 characters a language.");
        TakesMany<CommunityLinkInput>("links", "Addresses elsewhere; at most 20.");
        Takes<StringGraphType>("place", "Code of the place where it works.");
        TakesMany<IdGraphType>("concepts", "What it works on; at most 50 concepts.");
        Takes<CommunityVisibilityGraph>("visibility", "For whom it is there; PUBLIC unless said. Owners change it.");
        Takes<CurationPolicyGraph>("policy", "Whose outputs come in without being looked at; CLOSED unless said. Owners change it.");
    }

    public static CommunityContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Names = input.Many("names", Text),
            Descriptions = input.Many("descriptions", Text),
            Kind = input.Value<CommunityKind?>("kind"),
            Links = input.Many("links", Link),
            Place = input.Value<string>("place"),
            Concepts = input.Many("concepts", one => NodeId.KeyOf(one.ToString(), "Concept") ?? 0),
            Visibility = input.Value<CommunityVisibility?>("visibility"),
            Policy = input.Value<CurationPolicy?>("policy"),
        };

    private static LocalizedText Text(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LocalizedText(fields.Text("language"), fields.Text("text").Trim().Normalize());
    }

    private static CommunityLink Link(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new CommunityLink(fields.Text("label").Trim(), fields.Text("url"));
    }
}

internal sealed class CommunityLinkInput : InputGraph
{
    public CommunityLinkInput()
        : base("CommunityLinkInput", "An address that a community shows.")
    {
        Needs<StringGraphType>("label", "What is there; 1 to 200 characters.");
        Needs<UriScalar>("url", "Address.");
    }
}

internal sealed class CreateCommunityInput : CommunityContentInput
{
    public CreateCommunityInput()
        : base("CreateCommunityInput", "A new community.")
    {
        NeedsMany<LocalizedTextInput>("names", "Names by language, the first for lists; 1 to 200 characters.");
        Needs<CommunityKindGraph>("kind", "What it is.");
    }
}

internal sealed class UpdateCommunityInput : CommunityContentInput
{
    public UpdateCommunityInput()
        : base("UpdateCommunityInput", "Changes of a community: what is left out stays as it is.")
    {
        Needs<IdGraphType>("community", "The community.");
        Needs<IntGraphType>("expectedRevision", "Revision that you have seen.");
        TakesMany<LocalizedTextInput>("names", "All names.");
        Takes<CommunityKindGraph>("kind", "What it is.");
    }
}

internal sealed class DeleteCommunityInput : InputGraph
{
    public DeleteCommunityInput()
        : base("DeleteCommunityInput", "A community to delete.")
    {
        Needs<IdGraphType>("community", "The community.");
        Takes<StringGraphType>("reason", "Why, for whoever looks for it later; plain text, 1 to 5,000 characters.");
    }
}

internal sealed class SetCommunityRoleInput : InputGraph
{
    public SetCommunityRoleInput()
        : base("SetCommunityRoleInput", "Another role for a member.")
    {
        Needs<IdGraphType>("community", "The community.");
        Needs<IdGraphType>("user", "The member's account.");
        Needs<CommunityRoleGraph>("role", "What the member may do from now on.");
    }
}

internal sealed class RemoveCommunityMemberInput : InputGraph
{
    public RemoveCommunityMemberInput()
        : base("RemoveCommunityMemberInput", "A member to take out.")
    {
        Needs<IdGraphType>("community", "The community.");
        Needs<IdGraphType>("user", "The member's account.");
    }
}

internal sealed class LeaveCommunityInput : InputGraph
{
    public LeaveCommunityInput()
        : base("LeaveCommunityInput", "A community to leave.") => Needs<IdGraphType>("community", "The community.");
}

internal sealed class RenewCommunityFeedInput : InputGraph
{
    public RenewCommunityFeedInput()
        : base("RenewCommunityFeedInput", "A community whose feed of the caller's own gets another address.") =>
        Needs<IdGraphType>("community", "The community.");
}

internal sealed class InviteeInput : InputGraph
{
    public InviteeInput()
        : base("InviteeInput", "Exactly one way to say who is invited.")
    {
        IsOneOf = true;
        Takes<IdGraphType>("user", "An account.");
        Takes<IdGraphType>("researcher", "A person with a profile here.");
        Takes<StringGraphType>("email", "An e-mail address, of somebody with or without an account.");
    }

    public static Invitee Read(object? one)
    {
        var fields = (IDictionary<string, object?>)one!;
        return new Invitee(
            fields.Get<string>("email"),
            fields.KeyOrNull("researcher", "Researcher"),
            fields.KeyOrNull("user", UserGraph.TypeName)
        );
    }
}

internal sealed class InviteToCommunityInput : InputGraph
{
    public InviteToCommunityInput()
        : base("InviteToCommunityInput", "An invitation.")
    {
        Needs<IdGraphType>("community", "The community.");
        Needs<InviteeInput>("invitee", "Who is invited.");
        Needs<CommunityRoleGraph>("role", "As what.");
        Takes<StringGraphType>("message", "What you say to it; 1 to 5,000 characters.");
        Takes<DateTimeScalar>("expiresAt", "Until when it can be accepted, at most 90 days from now; 14 days unless said.");
    }
}

internal sealed class AcceptInvitationInput : InputGraph
{
    public AcceptInvitationInput()
        : base("AcceptInvitationInput", "An invitation that came by e-mail.") =>
        Needs<StringGraphType>("secret", "What stands in the mail.");
}

internal sealed class RequestMembershipInput : InputGraph
{
    public RequestMembershipInput()
        : base("RequestMembershipInput", "A community to join.")
    {
        Needs<IdGraphType>("community", "The community.");
        Takes<StringGraphType>("message", "What you say to it; 1 to 5,000 characters.");
    }
}

internal sealed class RequestInclusionInput : InputGraph
{
    public RequestInclusionInput()
        : base("RequestInclusionInput", "An output to come into a community.")
    {
        Needs<IdGraphType>("output", "The output; a draft shows there once it is published.");
        Needs<IdGraphType>("community", "The community.");
        Takes<StringGraphType>("message", "What you say to it; 1 to 5,000 characters.");
    }
}

internal sealed class RemoveFromCommunityInput : InputGraph
{
    public RemoveFromCommunityInput()
        : base("RemoveFromCommunityInput", "An output to take out of a community.")
    {
        Needs<IdGraphType>("output", "The output.");
        Needs<IdGraphType>("community", "The community.");
    }
}

/// <summary>Payload of a mutation of a community.</summary>
internal abstract class CommunityPayloadGraph(string name)
    : CommandPayloadGraph<CommunityRow, CommunityGraph>(name, "community", "The community afterwards.", community => community);

internal sealed class CreateCommunityPayload() : CommunityPayloadGraph("CreateCommunityPayload");

internal sealed class UpdateCommunityPayload() : CommunityPayloadGraph("UpdateCommunityPayload");

internal sealed class DeleteCommunityPayload() : CommunityPayloadGraph("DeleteCommunityPayload");

internal sealed class SetCommunityRolePayload() : CommunityPayloadGraph("SetCommunityRolePayload");

internal sealed class RemoveCommunityMemberPayload() : CommunityPayloadGraph("RemoveCommunityMemberPayload");

internal sealed class LeaveCommunityPayload() : CommunityPayloadGraph("LeaveCommunityPayload");

internal sealed class RenewCommunityFeedPayload() : CommunityPayloadGraph("RenewCommunityFeedPayload");

internal sealed class RemoveFromCommunityPayload() : CommunityPayloadGraph("RemoveFromCommunityPayload");

internal sealed class AcceptInvitationPayload() : RequestPayloadGraph("AcceptInvitationPayload");

internal sealed class RequestMembershipPayload() : RequestPayloadGraph("RequestMembershipPayload");

internal sealed class RequestInclusionPayload() : RequestPayloadGraph("RequestInclusionPayload");

internal sealed class MadeInvitationGraph : ObjectGraphType<MadeInvitation>
{
    public MadeInvitationGraph()
    {
        Name = "MadeInvitation";
        Description = "An invitation that was just made.";
        this.Required<MadeInvitation, RequestGraph>("request", "The request that the person accepts or declines.", made => made.Request);
        this.Optional<MadeInvitation, StringGraphType>(
            "secret",
            "What `acceptInvitation` takes, for who is invited by e-mail. Told this once; whoever has it can accept it.",
            made => made.Secret
        );
    }
}

internal sealed class InviteToCommunityPayload()
    : CommandPayloadGraph<MadeInvitation, MadeInvitationGraph>("InviteToCommunityPayload", "invitation", "The invitation.", made => made);
