using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Access;

internal sealed class AccessTokenGraph : ObjectGraphType<AccessToken>
{
    public const string TypeName = "AccessToken";

    public AccessTokenGraph()
    {
        Name = TypeName;
        Description = "A personal access token. Its text is shown once, when it is made; the server keeps a hash. Seen by its owner alone.";
        this.Required<AccessToken, IdGraphType>("id", "Global id.", token => NodeId.Encode(TypeName, token.Id));
        this.Required<AccessToken, StringGraphType>("prefix", "First letters of the token, to tell tokens apart.", token => token.Prefix);
        this.Required<AccessToken, StringGraphType>("name", "What it is for.", token => token.Name);
        this.Many<AccessToken, TokenScopeGraph>(
            "scopes",
            "What it may be used for.",
            context => context.Source.Scopes.Select(ConstantCase.Parse<TokenScope>)
        );
        this.Required<AccessToken, DateTimeScalar>("createdAt", "When it was made.", token => token.CreatedAt);
        this.Required<AccessToken, DateTimeScalar>("expiresAt", "From when on it is worth nothing.", token => token.ExpiresAt);
        this.Optional<AccessToken, DateTimeScalar>(
            "lastUsedAt",
            "Last use, to the minute; null when never used.",
            token => token.LastUsedAt
        );
        this.Optional<AccessToken, DateTimeScalar>("revokedAt", "When it was revoked; null while it stands.", token => token.RevokedAt);
    }
}

internal sealed class AccessTokenEdgeGraph() : EdgeGraph<AccessToken, AccessTokenGraph>("AccessToken", "token");

internal sealed class AccessTokenConnectionGraph()
    : ConnectionGraph<AccessToken, AccessTokenGraph, AccessTokenEdgeGraph>("AccessToken", "tokens");

internal sealed class CreateTokenInput : InputObjectGraphType
{
    public CreateTokenInput()
    {
        Name = "CreateTokenInput";
        Description = "A new token of the caller's own account.";
        Field<NonNullGraphType<StringGraphType>>("name").Description("What it is for; 1 to 100 characters.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TokenScopeGraph>>>>("scopes")
            .Description("What it may be used for: nothing that the token in use now may not. ADMIN includes WRITE, WRITE includes READ.");
        Field<DateTimeScalar>("expiresAt")
            .Description(
                "From when on it is worth nothing: 366 days hence at most, which is the default, and not after the token in use now."
            );
    }
}

internal sealed class RevokeTokenInput() : IdInput("RevokeTokenInput", "Which token.", "The token, also the one in use.");

internal sealed class CreateTokenPayload : CommandPayloadGraph<IssuedToken, AccessTokenGraph>
{
    public CreateTokenPayload()
        : base("CreateTokenPayload", "token", "The token made.", issued => issued.Token) =>
        this.Optional<CommandResult<IssuedToken>, StringGraphType>(
            "secret",
            "Text of the token, for `Authorization: Bearer …`. It is shown this once.",
            result => result.Value?.Secret
        );
}

internal sealed class RevokeTokenPayload()
    : CommandPayloadGraph<AccessToken, AccessTokenGraph>("RevokeTokenPayload", "token", "The token, revoked.", token => token);
