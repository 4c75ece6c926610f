using ResearchHub.Core.Common;

namespace ResearchHub.Core.Access;

/// <summary>What somebody wants of a new token.</summary>
/// <param name="Name">What it is for; 1 to 100 characters.</param>
/// <param name="ExpiresAt">Null: as late as is allowed.</param>
public sealed record TokenOrder(string Name, IReadOnlyCollection<TokenScope> Scopes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Longest life of a token.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    private const int LongestName = 100;

    /// <summary>All that a role can use. Readers write as well: comments, lists, saved searches, requests.</summary>
    public static TokenScope[] ScopesOf(Role role) =>
        role == Role.Admin ? [TokenScope.Read, TokenScope.Write, TokenScope.Admin] : [TokenScope.Read, TokenScope.Write];

    /// <summary>When the token ends, unless said: as late as is allowed, and not after the credential that makes it.</summary>
    internal DateTimeOffset EndsAt(DateTimeOffset now, Credential? maker) => ExpiresAt ?? LatestEnd(now, maker);

    /// <summary>Everything that is wrong with the order, for a maker with these rights.</summary>
    /// <param name="maker">Null: the command line, which is held by the role alone.</param>
    internal IReadOnlyList<UserError> Check(Role role, Caller? maker, DateTimeOffset now)
    {
        var errors = new List<UserError>();
        if (!PlainText.IsLine(Name, LongestName))
        {
            errors.Add(new InvalidError($"Name the token in 1 to {LongestName} characters: what is it for?", ["input", "name"]));
        }
        if (Scopes.Count == 0)
        {
            errors.Add(new InvalidError("Give at least one scope: READ, WRITE or ADMIN.", ["input", "scopes"]));
        }
        if (Scopes.Any(scope => maker?.Allows(scope) == false))
        {
            errors.Add(new ForbiddenError("A token cannot be given more rights than the one that makes it has.", "scopes"));
        }
        else if (Scopes.Contains(TokenScope.Admin) && role != Role.Admin)
        {
            errors.Add(new ForbiddenError("The scope ADMIN needs the role ADMIN.", "scopes"));
        }
        if (ExpiresAt <= now)
        {
            errors.Add(new InvalidError("The token would have expired already; give a time to come.", ["input", "expiresAt"]));
        }
        else if (ExpiresAt > now + LongestLife)
        {
            errors.Add(new InvalidError($"A token lives {LongestLife.TotalDays} days at most.", ["input", "expiresAt"]));
        }
        else if (ExpiresAt > LatestEnd(now, maker?.Credential))
        {
            errors.Add(new ForbiddenError("A token cannot outlive the one that makes it.", "expiresAt"));
        }
        return errors;
    }

    private static DateTimeOffset LatestEnd(DateTimeOffset now, Credential? maker)
    {
        var latest = now + LongestLife;
        return maker is { TokenId: not null } && maker.ExpiresAt < latest ? maker.ExpiresAt : latest;
    }
}
