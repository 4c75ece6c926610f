using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.GraphQL.Access;

internal sealed class RoleGraph()
    : EnumGraph<Role>(
        "Role",
        "What an account may do in general.",
        role =>
            role switch
            {
                Role.Reader => "Reads what members may read.",
                Role.Researcher => "Makes and submits records of their own.",
                Role.Curator => "Decides on submitted records; withdraws and retracts.",
                Role.Admin => "May do everything.",
                _ => null,
            }
    );

internal sealed class TokenScopeGraph()
    : EnumGraph<TokenScope>(
        "TokenScope",
        "What a token may be used for.",
        scope =>
            scope switch
            {
                TokenScope.Read => "Reading.",
                TokenScope.Write => "Changing records.",
                TokenScope.Admin => "Managing the server.",
                _ => null,
            }
    );

internal sealed class ViewerGraph : ObjectGraphType<Caller>
{
    public ViewerGraph()
    {
        Name = "Viewer";
        Description = "The signed-in caller.";
        this.Required<Caller, IdGraphType>(
            "id",
            "Global id of the account.",
            caller => NodeId.Encode(UserGraph.TypeName, caller.UserId!.Value)
        );
        this.Required<Caller, StringGraphType>("name", "Name of the account.", caller => caller.Name);
        this.Optional<Caller, StringGraphType>(
            "email",
            "E-mail address of the account, where one is known; seen by its owner alone.",
            caller => caller.Email
        );
        this.Required<Caller, RoleGraph>("role", "What the account may do.", caller => caller.Role);
        this.Many<Caller, TokenScopeGraph>("scopes", "What the token used now allows.", context => context.Source.Scopes.AsEnumerable());
        this.Many<Caller, StringGraphType>(
            "permissions",
            "Names of the mutations that role and token allow; what else must hold is decided for each record.",
            context =>
                ((HubMutation)context.Schema.Mutation!).Rules.Where(rule => context.Source.MayWriteAs(rule.Value)).Select(rule => rule.Key)
        );
        this.Computed<Caller, UserGraph>(
            "user",
            "The account, with the researcher that it is linked to.",
            context => context.Loader<UserLoader>().LoadAsync(context.Source.UserId!.Value)
        );
        this.Computed<Caller, NonNullGraphType<AccessTokenConnectionGraph>>(
                "tokens",
                "Tokens of the account that are not revoked, newest first; an expired one for a month more.",
                context => new Connection<AccessToken>(context.Service<TokenQueries>().OfUser(context.Source.UserId!.Value), context)
            )
            .Pages();
        this.Computed<Caller, NonNullGraphType<SavedSearchConnectionGraph>>(
                "savedSearches",
                "Searches that the caller keeps, newest first.",
                context => new Connection<SavedSearch>(context.Service<SavedSearchQueries>().OfUser(context.Source.UserId!.Value), context)
            )
            .Pages();
        this.Computed<Caller, NonNullGraphType<OutputConnectionGraph>>(
                "outputs",
                "Outputs that the caller made, in every state, those last changed first.",
                context => new Connection<OutputRow>(context.Service<OutputQueries>().Owned(context.Source.UserId!.Value), context)
            )
            .Pages();
        InboxFields.AddTo(this);
        ReadingListRoot.AddTo(this);
        RequestRoot.AddTo(this);
        DraftFields.AddTo(this);
        CommunityRoot.AddTo(this);
        ReviewRoot.AddTo(this);
    }
}
