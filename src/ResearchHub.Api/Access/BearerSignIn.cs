using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>Reads the value of <c>Authorization</c>, wherever it stands: <c>Bearer</c> and a token.</summary>
internal sealed class BearerSignIn(TokenSignIn tokens)
{
    private const string Scheme = "Bearer ";

    public async Task<SignIn> SignInAsync(string authorization, CancellationToken cancellationToken) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await tokens.SignInAsync(authorization[Scheme.Length..].Trim(), cancellationToken)
            : SignIn.Refused(SignInProblem.Malformed);

    /// <summary>The caller with the rights of now; null when the credentials have ended.</summary>
    public Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken) => tokens.RenewAsync(caller, cancellationToken);
}
