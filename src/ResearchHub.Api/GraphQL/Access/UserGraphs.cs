using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Access;

internal sealed class UserLoader(UserQueries queries) : OneLoader<long, UserRow>(queries.ByIdAsync);

internal sealed class UserGraph : ObjectGraphType<UserRow>
{
    public const string TypeName = "User";

    public UserGraph()
    {
        Name = TypeName;
        Description = "An account.";
        this.Required<UserRow, IdGraphType>("id", "Global id.", user => NodeId.Encode(TypeName, user.Id));
        this.Required<UserRow, StringGraphType>("name", "Name of the account.", user => user.Name);
        this.Optional<UserRow, StringGraphType>("email", "E-mail address; seen by its owner and administrators.", user => user.Email)
            .VisibleTo(Audience.Owner, user => user.Id);
        this.Optional<UserRow, RoleGraph>(
                "role",
                "What the account may do; seen by curators; one's own stands in `viewer`.",
                user => user.Role
            )
            .VisibleTo(Audience.Curators, user => user.Id);
        this.Computed<UserRow, ResearcherGraph>(
            "researcher",
            "The person's profile in the catalogue; null when the account is linked to none.",
            context => context.Source.ResearcherId is { } key ? context.Loader<ResearcherLoader>().LoadAsync(key) : null
        );
    }
}

internal sealed class UserByInput : InputObjectGraphType
{
    public UserByInput()
    {
        Name = "UserBy";
        Description = "Exactly one way to name an account.";
        IsOneOf = true;
        Field<IdGraphType>("id").Description("Global id.");
        Field<StringGraphType>("email").Description("E-mail address.");
    }
}

internal sealed class SetUserRoleInput : InputObjectGraphType
{
    public SetUserRoleInput()
    {
        Name = "SetUserRoleInput";
        Description = "Another role for an account.";
        Field<NonNullGraphType<IdGraphType>>("user").Description("The account; not the caller's own.");
        Field<NonNullGraphType<RoleGraph>>("role").Description("What it may do from now on.");
    }
}

internal sealed class LinkUserToResearcherInput : InputObjectGraphType
{
    public LinkUserToResearcherInput()
    {
        Name = "LinkUserToResearcherInput";
        Description = "Whose account an account is.";
        Field<NonNullGraphType<IdGraphType>>("user").Description("The account.");
        Field<IdGraphType>("researcher").Description("The person's profile; null or left out for none.");
    }
}

internal sealed class SetUserRolePayload()
    : CommandPayloadGraph<UserRow, UserGraph>("SetUserRolePayload", "user", "The account afterwards.", user => user);

internal sealed class LinkUserToResearcherPayload()
    : CommandPayloadGraph<UserRow, UserGraph>("LinkUserToResearcherPayload", "user", "The account afterwards.", user => user);
