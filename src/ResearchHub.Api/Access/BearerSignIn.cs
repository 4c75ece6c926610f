using ResearchHub.Api.Access.Oidc;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>Reads the value of <c>Authorization</c>, wherever it stands: <c>Bearer</c> and a token of ours or of the issuer.</summary>
internal sealed class BearerSignIn(TokenSignIn tokens, OidcSignIn issuer)
{
    private const string Scheme = "Bearer ";

    public async Task<SignIn> SignInAsync(string authorization, CancellationToken cancellationToken) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await SignInWithAsync(authorization[Scheme.Length..].Trim(), cancellationToken)
            : SignIn.Refused(SignInProblem.Malformed);

    /// <summary>The caller with the rights of now; null when the credentials have ended.</summary>
    public Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Credential is { TokenId: null }
            ? issuer.RenewAsync(caller, cancellationToken)
            : tokens.RenewAsync(caller, cancellationToken);

    private Task<SignIn> SignInWithAsync(string token, CancellationToken cancellationToken) =>
        issuer.Reads(token) ? issuer.SignInAsync(token, cancellationToken) : tokens.SignInAsync(token, cancellationToken);
}
