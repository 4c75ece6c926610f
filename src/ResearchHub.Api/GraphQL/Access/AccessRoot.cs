using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Reading;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Root fields of accounts, their tokens, and what they did.</summary>
internal static class AccessRoot
{
    public static void AddTo(HubQuery query)
    {
        query
            .Computed<object, UserGraph>("user", "An account. Null when there is none. Needs the role CURATOR.", FindUser)
            .Takes<object, NonNullGraphType<UserByInput>>("by", "Exactly one way to name the account.");
        query
            .Computed<object, AuditEventConnectionGraph>(
                "auditEvents",
                "Who did what, when, from where, latest first. Needs the role ADMIN.",
                context => new Connection<AuditRow>(context.Service<AuditQueries>().List(context.Where(AuditQueries.Filter)), context)
            )
            .TakesFilter(AuditQueries.Filter)
            .Pages();
    }

    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<SetUserRolePayload, SetUserRoleInput, UserRow>(
            "setUserRole",
            "Gives an account another role; it holds from its next request or event on. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Admin,
            (context, input, caller) =>
                context.Service<UserService>().SetRoleAsync(UserKey(input), (Role)input["role"]!, caller, context.CancellationToken)
        );
        mutation.Add<LinkUserToResearcherPayload, LinkUserToResearcherInput, UserRow>(
            "linkUserToResearcher",
            "Says which researcher an account is the account of. Of their own account curators say it once: another takes it back or changes it, because nobody decides on what they wrote. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<UserService>()
                    .LinkAsync(UserKey(input), input.KeyOrNull("researcher", "Researcher"), caller, context.CancellationToken)
        );
        mutation.Add<CreateTokenPayload, CreateTokenInput, IssuedToken>(
            "createToken",
            "Makes a personal access token of the caller's account. Codes: INVALID, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<TokenService>()
                    .CreateAsync(
                        new TokenOrder(
                            input.Text("name"),
                            [.. ((IEnumerable<object?>)input["scopes"]!).Select(scope => (TokenScope)scope!)],
                            input.Get<DateTimeOffset?>("expiresAt")
                        ),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RevokeTokenPayload, RevokeTokenInput, AccessToken>(
            "revokeToken",
            "Makes a token worthless at once; streams that were opened with it end. Its owner may, and administrators. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<TokenService>().RevokeAsync(input.Key("id", AccessTokenGraph.TypeName), caller, context.CancellationToken)
        );
    }

    private static object? FindUser(IResolveFieldContext<object> context)
    {
        var by = context.GetArgument<IDictionary<string, object?>>("by");
        if (by.TryGetValue("email", out var email))
        {
            return new Awaited(async () => await context.Service<UserQueries>().ByEmailAsync((string)email!, context.CancellationToken));
        }
        return NodeId.KeyOf(by["id"] as string, UserGraph.TypeName) is { } key ? context.Loader<UserLoader>().LoadAsync(key) : null;
    }

    private static long UserKey(IDictionary<string, object?> input) => input.Key("user", UserGraph.TypeName);
}
