using System.ComponentModel.DataAnnotations;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access.Oidc;

/// <summary>The OpenID Connect issuer whose tokens are taken: section <c>Authentication:Oidc</c>. See SIGN-IN.md.</summary>
internal sealed class OidcOptions : IValidatableObject
{
    public const string Section = "Authentication:Oidc";

    /// <summary>Address of the issuer, exactly as its tokens name it. Default: none, and no such tokens are taken.</summary>
    public string? Authority { get; set; }

    /// <summary>What tokens for this server carry as <c>aud</c>; several are separated by blanks.</summary>
    public string? Audience { get; set; }

    /// <summary>Claim with the person's name (default <c>name</c>).</summary>
    [Required]
    public string NameClaim { get; set; } = "name";

    /// <summary>Claim with the e-mail address (default <c>email</c>), taken when <c>email_verified</c> is true.</summary>
    [Required]
    public string EmailClaim { get; set; } = "email";

    /// <summary>The issuer checks every address, though it does not say <c>email_verified</c> (default false).</summary>
    public bool EmailIsVerified { get; set; }

    /// <summary>Claim that <see cref="Roles"/> maps. Default: none, and roles are given here, by <c>setUserRole</c>.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>Role by value of the claim; the highest counts, and who has none of them is READER.</summary>
    public Dictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Claim with an ORCID iD: <c>sub</c> for ORCID. The account is linked to the researcher who has it. Default: none.</summary>
    public string? OrcidClaim { get; set; }

    /// <summary>Time after which the issuer's keys are fetched again (default 12 h).</summary>
    public TimeSpan KeysAreFreshFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Time for which keys are used while the issuer does not answer (default 48 h).</summary>
    public TimeSpan KeysAreKeptFor { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Shortest time between two requests to the issuer (default 10 s).</summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time the issuer has to answer (default 5 s).</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Difference of clocks that is forgiven (default 1 min).</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);

    public string[] Audiences => (Audience ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
        {
            yield break;
        }
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
        {
            yield return new ValidationResult($"{Section}:{nameof(Authority)} is an https address.", [nameof(Authority)]);
        }
        if (Audiences is [])
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Audience)} is needed: without it, tokens that the issuer made for other servers would be taken.",
                [nameof(Audience)]
            );
        }
    }
}
