using System.Collections.Immutable;

namespace ResearchHub.Core.Access;

/// <summary>Who asks.</summary>
/// <param name="UserId">Null when anonymous.</param>
/// <param name="Scopes">What the credentials allow, within what the role allows.</param>
public sealed record Caller(long? UserId, string Name, string Email, Role Role, ImmutableArray<TokenScope> Scopes)
{
    public static Caller Anonymous { get; } = new(null, "", "", Role.Reader, []);

    public bool IsSignedIn => UserId is not null;

    /// <summary>Whether the caller may change things at all, with at least this role.</summary>
    public bool MayWriteAs(Role role) =>
        IsSignedIn && Role >= role && (Scopes.Contains(TokenScope.Write) || Scopes.Contains(TokenScope.Admin));

    /// <summary>Whether the caller decides on records of others.</summary>
    public bool IsCurator => IsSignedIn && Role >= Role.Curator;
}
