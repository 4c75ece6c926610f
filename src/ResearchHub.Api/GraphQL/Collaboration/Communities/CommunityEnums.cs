using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Communities;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

internal sealed class CommunityKindGraph() : EnumGraph<CommunityKind>("CommunityKind", "What a community is.");

internal sealed class CommunityVisibilityGraph()
    : EnumGraph<CommunityVisibility>(
        "CommunityVisibility",
        "For whom a community is there.",
        value =>
            value switch
            {
                CommunityVisibility.Public => "Everybody sees it, its members and its outputs.",
                CommunityVisibility.Members => "Everybody sees what it is; its members and outputs are seen by members.",
                CommunityVisibility.Hidden => "It exists for its members alone.",
                _ => null,
            }
    );

internal sealed class CurationPolicyGraph()
    : EnumGraph<CurationPolicy>(
        "CurationPolicy",
        "Whose outputs come into a community without being looked at; those of its curators always do.",
        value =>
            value switch
            {
                CurationPolicy.Open => "Everybody's.",
                CurationPolicy.Members => "Those of members.",
                CurationPolicy.Closed => "Nobody's: curators decide on each.",
                _ => null,
            }
    );

internal sealed class CommunityRoleGraph()
    : EnumGraph<CommunityRole>(
        "CommunityRole",
        "What a member may do; each role may do what those before it may.",
        value =>
            value switch
            {
                CommunityRole.Reader => "Sees what is for members.",
                CommunityRole.Curator => "Decides on outputs.",
                CommunityRole.Manager => "Decides on readers and curators, and describes the community.",
                CommunityRole.Owner => "Decides on everything. There is always one.",
                _ => null,
            }
    );

internal sealed class CommunityActivityKindGraph()
    : EnumGraph<CommunityActivityKind>(
        "CommunityActivityKind",
        "What happened in a community.",
        value =>
            value switch
            {
                CommunityActivityKind.OutputIncluded => "An output came in.",
                CommunityActivityKind.OutputRemoved => "An output that was told to have come in was taken out; told to members.",
                CommunityActivityKind.MemberJoined => "Somebody joined; told to members.",
                CommunityActivityKind.MemberLeft => "Somebody left or was taken out; told to members.",
                CommunityActivityKind.RoleChanged => "A member has another role; told to members.",
                CommunityActivityKind.Updated => "The community was described anew.",
                CommunityActivityKind.Deleted =>
                    "The community was deleted: nothing more happens in it. Of one that was hidden nobody hears it here, but in their notifications.",
                _ => null,
            }
    );
