using ResearchHub.Api.Access.Oidc;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Drafts;

namespace ResearchHub.Api.Access;

/// <summary>
/// Reads the value of <c>Authorization</c>, wherever it stands: <c>Bearer</c> and a token of ours or of the issuer, <c>Share</c> and the secret of a
/// link to a draft, or both, with a comma between.
/// </summary>
internal sealed class BearerSignIn(TokenSignIn tokens, OidcSignIn issuer, ShareLinkQueries links)
{
    private const string Bearer = "Bearer ";
    private const string Share = "Share ";

    public async Task<SignIn> SignInAsync(string authorization, CancellationToken cancellationToken)
    {
        var parts = authorization.Split(',', StringSplitOptions.TrimEntries);
        var (token, secret) = (After(parts, Bearer), After(parts, Share));
        if (parts.Length != (token is null ? 0 : 1) + (secret is null ? 0 : 1))
        {
            return SignIn.Refused(SignInProblem.Malformed);
        }
        var account = token is null ? SignIn.Of(Caller.Anonymous) : await SignInWithAsync(token, cancellationToken);
        if (secret is null || account.Caller is not { } caller)
        {
            return account;
        }
        return await links.RecogniseAsync(secret, cancellationToken) is { } link
            ? SignIn.Of(caller with { ShareLink = link })
            : SignIn.Refused(SignInProblem.Unknown);
    }

    /// <summary>The caller with the rights of now; null when the credentials have ended.</summary>
    public async Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.ShareLink is { } link && !await links.IsGoodAsync(link, cancellationToken))
        {
            return null;
        }
        var renewed = caller switch
        {
            { IsSignedIn: false } => caller,
            { Credential.TokenId: null } => await issuer.RenewAsync(caller, cancellationToken),
            _ => await tokens.RenewAsync(caller, cancellationToken),
        };
        return renewed is null ? null : renewed with { ShareLink = caller.ShareLink };
    }

    private static string? After(string[] parts, string scheme) =>
        Array.Find(parts, part => part.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))?[scheme.Length..].Trim();

    private Task<SignIn> SignInWithAsync(string token, CancellationToken cancellationToken) =>
        issuer.Reads(token) ? issuer.SignInAsync(token, cancellationToken) : tokens.SignInAsync(token, cancellationToken);
}
