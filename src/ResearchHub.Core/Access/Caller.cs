using System.Collections.Immutable;

namespace ResearchHub.Core.Access;

/// <summary>Who asks.</summary>
/// <param name="UserId">Null when anonymous.</param>
/// <param name="Scopes">What the credentials allow, within what the role allows.</param>
public sealed record Caller(long? UserId, string Name, string? Email, Role Role, ImmutableArray<TokenScope> Scopes)
{
    public static Caller Anonymous { get; } = new(null, "", null, Role.Reader, []);

    public bool IsSignedIn => UserId is not null;

    /// <summary>By what the caller was recognised; null when anonymous.</summary>
    public Credential? Credential { get; init; }

    /// <summary>The person's profile in the catalogue; null when the account is linked to none.</summary>
    public long? ResearcherId { get; init; }

    /// <summary>Fingerprint of the secret link that the caller has; null for none. What it opens is looked up at each use.</summary>
    public string? ShareLink { get; init; }

    /// <summary>Address that the request came from; null for the command line.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the credentials allow this: ADMIN includes WRITE, and WRITE includes READ.</summary>
    public bool Allows(TokenScope scope) => Scopes.Any(given => given >= scope);

    /// <summary>Whether the caller may change things at all, with at least this role.</summary>
    public bool MayWriteAs(Role role) => IsSignedIn && Role >= role && Allows(role == Role.Admin ? TokenScope.Admin : TokenScope.Write);

    /// <summary>Whether the caller decides on records of others.</summary>
    public bool IsCurator => IsSignedIn && Role >= Role.Curator;
}

/// <summary>What a caller was recognised by.</summary>
/// <param name="TokenId">Key of the personal access token; null for another kind of credential.</param>
/// <param name="Label">The token's prefix, or the name of the issuer; no secret.</param>
/// <param name="ExpiresAt">From when on it is worth nothing.</param>
public sealed record Credential(long? TokenId, string Label, DateTimeOffset ExpiresAt);

/// <summary>Why credentials were refused.</summary>
public enum SignInProblem
{
    /// <summary>Not of a form that this server reads.</summary>
    Malformed,

    /// <summary>Nobody's.</summary>
    Unknown,
    Expired,
    Revoked,
    NotYetValid,
    WrongIssuer,

    /// <summary>Issued for another server.</summary>
    WrongAudience,

    /// <summary>Not signed, not with a key of the issuer, or not as the issuer signs.</summary>
    BadSignature,

    /// <summary>The issuer, who alone could vouch for it, does not answer; it may be good.</summary>
    IssuerUnreachable,
}

/// <summary>What came of credentials: a caller, or why not.</summary>
public readonly record struct SignIn(Caller? Caller, SignInProblem Problem)
{
    public static SignIn Of(Caller caller) => new(caller, default);

    public static SignIn Refused(SignInProblem problem) => new(null, problem);
}
