using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Mutations of accounts and their tokens.</summary>
internal static class AccessRoot
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<CreateTokenPayload, CreateTokenInput, IssuedToken>(
            "createToken",
            "Makes a personal access token of the caller's account. Codes: INVALID, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<TokenService>()
                    .CreateAsync(
                        new TokenOrder(
                            (string)input["name"]!,
                            [.. ((IEnumerable<object?>)input["scopes"]!).Select(scope => (TokenScope)scope!)],
                            input.TryGetValue("expiresAt", out var end) ? (DateTimeOffset?)end : null
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
                context
                    .Service<TokenService>()
                    .RevokeAsync(NodeId.KeyOf((string)input["id"]!, AccessTokenGraph.TypeName) ?? 0, caller, context.CancellationToken)
        );
    }
}
