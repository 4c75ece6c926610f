using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

internal sealed class CommunityGraph : ObjectGraphType<CommunityRow>
{
    public CommunityGraph()
    {
        Name = CommunityRow.TypeName;
        Description = "People who work together: a research group, a programme, a local migration council.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is CommunityRow;
        this.Required<CommunityRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode(CommunityRow.TypeName, row.Id));
        this.Required<CommunityRow, StringGraphType>("slug", "Readable part of the address.", row => row.Slug);
        this.Required<CommunityRow, CommunityKindGraph>("kind", "What it is.", row => row.Kind);
        this.Computed<CommunityRow, NonNullGraphType<StringGraphType>>(
                "name",
                "Name in the language asked for, else in the nearest one there is; the first when none is asked for.",
                context => context.Source.Names.Best(context.Language())!.Text
            )
            .Takes<CommunityRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<CommunityRow, LocalizedTextGraph>("names", "Names by language.", context => context.Source.Names);
        this.Computed<CommunityRow, StringGraphType>(
                "description",
                "What it is about, in the language asked for or the nearest; plain text.",
                context => context.Source.Descriptions.Best(context.Language())?.Text
            )
            .Takes<CommunityRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<CommunityRow, LocalizedTextGraph>("descriptions", "Descriptions by language.", context => context.Source.Descriptions);
        this.Many<CommunityRow, CommunityLinkGraph>("links", "Addresses elsewhere.", context => context.Source.Links);
        this.Computed<CommunityRow, PlaceGraph>(
            "place",
            "Where it works; null for no place in particular.",
            context => context.Source.PlaceId is { } place ? context.Loader<PlaceLoader>().LoadAsync(place) : null
        );
        this.Many<CommunityRow, ConceptGraph>(
            "concepts",
            "What it works on.",
            context =>
                context.Source.KeepsTexts
                    ? context.Loader<CommunityConceptsLoader>().LoadAsync(context.Source.Id)
                    : Array.Empty<ConceptRow>()
        );
        this.Required<CommunityRow, CommunityVisibilityGraph>("visibility", "For whom it is there.", row => row.Visibility);
        this.Required<CommunityRow, CurationPolicyGraph>("policy", "Whose outputs come in without being looked at.", row => row.Policy);
        this.Optional<CommunityRow, CommunityRoleGraph>("viewerRole", "Role of the caller; null for no member.", row => row.Role);
        this.Required<CommunityRow, DateTimeScalar>("createdAt", "When it was made.", row => row.CreatedAt);
        this.Required<CommunityRow, DateTimeScalar>("updatedAt", "When it was last described.", row => row.UpdatedAt);
        this.Required<CommunityRow, IntGraphType>("revision", "Number of changes, from 1.", row => row.Revision);
        this.Optional<CommunityRow, DateTimeScalar>(
            "deletedAt",
            "When it was deleted; null while it is there. One that was is found by id and slug alone, has no members and outputs, and what it said of itself beside its names (`descriptions`, `links`, `place`, `concepts`) is left to administrators.",
            row => row.DeletedAt
        );
        this.Optional<CommunityRow, StringGraphType>("deletionReason", "Why it was deleted; plain text.", row => row.DeletionReason);
        this.Optional<CommunityRow, StringGraphType>(
            "feed",
            "Path on this server of the Atom feed of its outputs; null unless it is PUBLIC and was not deleted.",
            row => row is { Visibility: CommunityVisibility.Public, DeletedAt: null } ? $"/feeds/communities/{row.Slug}" : null
        );
        OwnFeed();
        Lists();
        ViewerFields.AddFollow(this, row => new SubjectKey(CommunityRow.TypeName, row.Id));
        Invitations();
        Reports();
    }

    private void OwnFeed()
    {
        var field = this.Computed<CommunityRow, StringGraphType>(
            "secretFeed",
            "As `feed`, whatever the visibility, and the caller's own: whoever has it reads the feed, signed in or not, so keep it secret, or get another by `renewCommunityFeed`. It ends with the membership. Each member sees their own; null for all others.",
            context =>
                context.Source.Role is null ? null : context.Loader<CommunityFeedLoader>().LoadAsync(context.Caller(), context.Source.Id)
        );
        FieldAccess.Declare(field.FieldType, Audience.Member);
    }

    private void Lists()
    {
        this.Computed<CommunityRow, IntGraphType>(
            "memberCount",
            "Number of members; null for who may not see them.",
            context => IsOpen(context) ? context.Loader<CommunityMemberCountLoader>().LoadAsync(context.Source.Id) : null
        );
        this.Computed<CommunityRow, CommunityMemberConnectionGraph>(
                "members",
                "Members, owners first unless an order is given; null for who may not see them.",
                context =>
                    IsOpen(context)
                        ? context
                            .Loader<CommunityMembersLoader>()
                            .Of(
                                context,
                                new ListArguments(
                                    context.FieldAst,
                                    context.Where(CommunityFilters.Member),
                                    context.Order(CommunityFilters.MemberOrders, CommunityFilters.DefaultMembers)
                                ),
                                context.Source.Id
                            )
                        : null
            )
            .TakesFilter(CommunityFilters.Member)
            .TakesOrder(CommunityRoot.MemberOrder, "owners first")
            .Pages();
        this.Computed<CommunityRow, OutputConnectionGraph>(
                "outputs",
                "Published outputs that it has, those that came in last first; null for who may not see them.",
                context => IsOpen(context) ? Outputs(context) : null
            )
            .TakesFilter(OutputFilters.Output)
            .Pages();
    }

    private static Connection<OutputRow> Outputs(IResolveFieldContext<CommunityRow> context)
    {
        var arguments = new OutputsArguments(context.FieldAst, context.Where(OutputFilters.Output), context.Page());
        return new(
            context.Loader<CommunityOutputsLoader>().LoadAsync(arguments, context.Source.Id),
            context.Loader<CommunityOutputCountLoader>().LoadAsync(arguments, context.Source.Id),
            context.CancellationToken
        );
    }

    private void Invitations() =>
        this.Computed<CommunityRow, RequestConnectionGraph>(
                "invitations",
                "Invitations into it, whoever sent them, those to which something happened last first unless an order is given; null for all but its owners, who can take back any, and its managers, who see and can take back those that they might have sent.",
                context =>
                    CommunityRules.MayPlace(context.Source.ActingRole, null, CommunityRole.Reader)
                        ? context
                            .Loader<CommunityInvitationsLoader>()
                            .Of(
                                context,
                                (
                                    context.Caller(),
                                    new ListArguments(
                                        context.FieldAst,
                                        context.Where(RequestFilters.Request),
                                        context.Order(RequestFilters.Orders, RequestFilters.Default)
                                    )
                                ),
                                context.Source.Id
                            )
                        : null
            )
            .TakesFilter(RequestFilters.Request)
            .TakesOrder(RequestRoot.Order, "those to which something happened last first")
            .Pages();

    private void Reports() =>
        this.Computed<CommunityRow, CommentReportConnectionGraph>(
                "commentReports",
                "Reports of comments on what it has, those that have waited longest first; null for all but its owners and managers, who get none of what they review themselves, or have a conflict of interest in, until it is decided.",
                context =>
                {
                    var community = context.Source;
                    var which = new ReportArguments(context.GetArgument<bool?>("isOpen") ?? true, context.Caller());
                    return CommunityRules.MayModerate(community.ActingRole)
                        ? new Connection<CommentReport>(
                            context.Loader<CommunityReportsLoader>().LoadAsync((which, context.Page()), community.Id),
                            context.Loader<CommunityReportCountLoader>().LoadAsync(which, community.Id),
                            context.CancellationToken
                        )
                        : null;
                }
            )
            .Takes<CommunityRow, BooleanGraphType>("isOpen", "Whether they wait for a decision; true unless said.")
            .Pages();

    private static bool IsOpen(IResolveFieldContext<CommunityRow> context) =>
        CommunityRules.MaySeeInside(context.Source.Visibility, context.Source.ActingRole);
}

internal sealed class CommunityLinkGraph : ObjectGraphType<CommunityLink>
{
    public CommunityLinkGraph()
    {
        Name = "CommunityLink";
        Description = "An address that a community shows.";
        this.Required<CommunityLink, StringGraphType>("label", "What is there.", link => link.Label);
        this.Required<CommunityLink, UriScalar>("url", "Address.", link => link.Url);
    }
}

internal sealed class CommunityMemberGraph : ObjectGraphType<CommunityMemberRow>
{
    public CommunityMemberGraph()
    {
        Name = CommunityMemberRow.TypeName;
        Description = "Somebody's place in a community.";
        this.Required<CommunityMemberRow, IdGraphType>(
            "id",
            "Global id; opaque, stable.",
            row => NodeId.Encode(CommunityMemberRow.TypeName, row.Id)
        );
        this.User("user", "The account.", row => row.UserId);
        this.Required<CommunityMemberRow, CommunityRoleGraph>("role", "What the member may do.", row => row.Role);
        this.Required<CommunityMemberRow, DateTimeScalar>("joinedAt", "Since when.", row => row.JoinedAt);
    }
}

internal sealed class CommunityInvitationDetailsGraph : ObjectGraphType<CommunityInvitationDetails>
{
    public CommunityInvitationDetailsGraph()
    {
        Name = "CommunityInvitationDetails";
        Description = "As what somebody is invited into a community.";
        IsTypeOf = value => value is CommunityInvitationDetails;
        this.Required<CommunityInvitationDetails, CommunityRoleGraph>("role", "What the member may do.", details => details.Role);
    }
}

internal sealed class CommunityInclusionDetailsGraph : ObjectGraphType<CommunityInclusionDetails>
{
    public CommunityInclusionDetailsGraph()
    {
        Name = "CommunityInclusionDetails";
        Description = "Into which community an output is to come.";
        IsTypeOf = value => value is CommunityInclusionDetails;
        this.Computed<CommunityInclusionDetails, CommunityGraph>(
            "community",
            "The community; null when there is none that the caller may see.",
            context => context.Loader<CommunityLoader>().LoadAsync(context.Caller(), context.Source.CommunityId)
        );
    }
}

internal sealed class CommunityConflictErrorGraph : UserErrorGraph<CommunityConflictError>
{
    public CommunityConflictErrorGraph()
        : base(
            "CommunityConflictError",
            "CONFLICT: somebody else has changed the community meanwhile. Nothing of yours was written; `current` is what stands."
        )
    {
        this.Required<CommunityConflictError, IntGraphType>(
            "expectedRevision",
            "Revision that you had seen.",
            error => error.ExpectedRevision
        );
        this.Required<CommunityConflictError, CommunityGraph>("current", "The community as it is now.", error => error.Current);
    }
}

internal sealed class CommunityEdgeGraph() : EdgeGraph<CommunityRow, CommunityGraph>("Community", "community");

internal sealed class CommunityConnectionGraph()
    : ConnectionGraph<CommunityRow, CommunityGraph, CommunityEdgeGraph>("Community", "communities");

internal sealed class CommunityMemberEdgeGraph() : EdgeGraph<CommunityMemberRow, CommunityMemberGraph>("CommunityMember", "member");

internal sealed class CommunityMemberConnectionGraph()
    : ConnectionGraph<CommunityMemberRow, CommunityMemberGraph, CommunityMemberEdgeGraph>("CommunityMember", "members");
