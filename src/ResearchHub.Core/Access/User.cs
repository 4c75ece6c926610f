namespace ResearchHub.Core.Access;

/// <summary>What an account may do in general; everything else is decided for each record.</summary>
public enum Role
{
    /// <summary>Reads what members may read.</summary>
    Reader,

    /// <summary>Makes and submits records of their own.</summary>
    Researcher,

    /// <summary>Decides on submitted records, publishes, withdraws and retracts.</summary>
    Curator,

    /// <summary>May do everything.</summary>
    Admin,
}

/// <summary>What a token may be used for.</summary>
public enum TokenScope
{
    Read,
    Write,
    Admin,
}

/// <summary>An account.</summary>
public sealed class User
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }

    /// <summary>Lower case; unique. Null when an issuer vouches for none, or another account has it.</summary>
    public string? Email { get; init; }
    public required string Name { get; init; }
    public Role Role { get; init; }

    /// <summary>The person's profile in the catalogue.</summary>
    public long? ResearcherId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>By what an OpenID Connect issuer knows an account.</summary>
public sealed class UserIdentity
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public long UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A personal access token. Only its hash is kept.</summary>
public sealed class AccessToken
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public long UserId { get; init; }
    public required string Name { get; init; }

    /// <summary>First letters of the token, to tell tokens apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>UPPER_CASE <see cref="TokenScope"/>s.</summary>
    public required string[] Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
