using System.Net.Mail;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Api.Access.Oidc;

/// <summary>Checks tokens of the issuer and finds the account of who they are for.</summary>
internal sealed class OidcSignIn(OidcIssuer issuer, ExternalAccounts accounts, IOptions<OidcOptions> options, TimeProvider time)
{
    private const int LongestToken = 16 * 1024;
    private const int LongestName = 200;

    // A shared secret is not among them: the issuer's public key could be taken for one.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly OidcOptions _options = options.Value;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Whether a text has the form of the issuer's tokens, and there is an issuer.</summary>
    public bool Reads(string token) => _options.IsConfigured && token.Length <= LongestToken && _handler.CanReadToken(token);

    public async Task<SignIn> SignInAsync(string text, CancellationToken cancellationToken)
    {
        JsonWebToken token;
        try
        {
            token = _handler.ReadJsonWebToken(text);
        }
        catch (Exception problem) when (problem is ArgumentException or SecurityTokenException)
        {
            return SignIn.Refused(SignInProblem.Malformed);
        }
        var keyId = string.IsNullOrEmpty(token.Kid) ? null : token.Kid;
        if (await issuer.ConfigurationAsync(keyId, cancellationToken) is not { } configuration)
        {
            return SignIn.Refused(SignInProblem.IssuerUnreachable);
        }
        var result = await ValidateAsync(token, configuration);
        if (
            keyId is null
            && result.Exception is SecurityTokenInvalidSignatureException
            && await issuer.NewerAsync(configuration, cancellationToken) is { } newer
        )
        {
            result = await ValidateAsync(token, newer);
        }
        if (!result.IsValid)
        {
            return SignIn.Refused(ProblemOf(result.Exception));
        }
        return PersonOf(token) is { } person
            ? SignIn.Of(await accounts.SignInAsync(person, cancellationToken))
            : SignIn.Refused(SignInProblem.Malformed);
    }

    /// <summary>The caller with the rights of now; null when the token has expired.</summary>
    public Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken) => accounts.RenewAsync(caller, cancellationToken);

    private Task<TokenValidationResult> ValidateAsync(JsonWebToken token, OpenIdConnectConfiguration configuration) =>
        _handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = configuration.Issuer,
                ValidAudiences = _options.Audiences,
                IssuerSigningKeys = configuration.SigningKeys,
                ValidAlgorithms = Algorithms,
                LifetimeValidator = CheckLifetime,
            }
        );

    private bool CheckLifetime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (until is null || until < now - _options.ClockSkew)
        {
            throw new SecurityTokenExpiredException();
        }
        return from is null || from <= now + _options.ClockSkew ? true : throw new SecurityTokenNotYetValidException();
    }

    private static SignInProblem ProblemOf(Exception problem) =>
        problem switch
        {
            SecurityTokenExpiredException => SignInProblem.Expired,
            SecurityTokenNotYetValidException => SignInProblem.NotYetValid,
            SecurityTokenInvalidAudienceException => SignInProblem.WrongAudience,
            SecurityTokenInvalidIssuerException => SignInProblem.WrongIssuer,
            SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => SignInProblem.BadSignature,
            _ => SignInProblem.Malformed,
        };

    private ExternalPerson? PersonOf(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject) || token.Subject.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }
        var name = new string([.. (Claim(token, _options.NameClaim) ?? "").Where(letter => !char.IsControl(letter))]).Trim();
        return new ExternalPerson(
            token.Issuer,
            token.Subject,
            name is "" ? token.Subject[..Math.Min(token.Subject.Length, LongestName)] : name[..Math.Min(name.Length, LongestName)],
            EmailOf(token),
            RoleOf(token),
            _options.OrcidClaim is { } claim && Orcid.TryParse(Claim(token, claim), out var orcid) ? orcid.ToString() : null,
            EndOf(token)
        );
    }

    /// <summary>From when on the token is worth nothing; some issuers write the end of time.</summary>
    private DateTimeOffset EndOf(JsonWebToken token)
    {
        var end = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
        return end < DateTimeOffset.MaxValue - _options.ClockSkew ? end + _options.ClockSkew : DateTimeOffset.MaxValue;
    }

    private string? EmailOf(JsonWebToken token)
    {
        var address = Claim(token, _options.EmailClaim)?.Trim().ToLowerInvariant();
        var isVerified = _options.EmailIsVerified || Claim(token, "email_verified") is "true";
        return isVerified && address is { Length: <= 254 } && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : null;
    }

    private Role? RoleOf(JsonWebToken token) =>
        _options.RoleClaim is not { } claim
            ? null
            : token
                .Claims.Where(one => one.Type == claim)
                .Select(one => _options.Roles.GetValueOrDefault(one.Value, Role.Reader))
                .DefaultIfEmpty(Role.Reader)
                .Max();

    private static string? Claim(JsonWebToken token, string type) =>
        token.Claims.FirstOrDefault(claim => claim.Type == type)?.Value is { Length: > 0 } value ? value : null;
}
