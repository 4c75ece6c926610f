using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access;

/// <summary>Issues and revokes personal access tokens.</summary>
public sealed class TokenService(IDbContextFactory<HubDbContext> contexts, TimeProvider time)
{
    /// <summary>Most tokens of an account that are neither revoked nor expired.</summary>
    public const int MostTokens = 100;

    /// <summary>The account of the address {0}, made with the name {1} at the time {3} if there is none, with the role {2}.</summary>
    private static readonly string AccountOf = $$"""
        with account as (
          insert into users (email, name, role, created_at) values ({0}, {1}, {2}, {3})
          on conflict (email) do update set role = excluded.role
          returning id, (select b.role from users b where b.email = {0}) as was, role),
        remembered as ({{FormerCurators.Remember("{3}")}})
        select id as "Value" from account
        """;

    /// <summary>Makes an account if there is none with this address, gives it the role, and issues a token with all rights of the role.</summary>
    /// <returns>The token; it cannot be shown again.</returns>
    /// <exception cref="InvalidInputException">INVALID: not an e-mail address.</exception>
    public Task<string> IssueAsync(string email, Role role, string name, CancellationToken cancellationToken) =>
        IssueAsync(email, role, new TokenOrder(name, TokenOrder.ScopesOf(role), null), cancellationToken);

    /// <summary>Makes an account if there is none with this address, gives it the role, and issues a token.</summary>
    /// <returns>The token; it cannot be shown again.</returns>
    /// <exception cref="InvalidInputException">INVALID: not an e-mail address, or not a token that there can be.</exception>
    public async Task<string> IssueAsync(string email, Role role, TokenOrder order, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Normalize(email);
        if (!EmailAddress.IsOne(address))
        {
            throw new InvalidInputException("INVALID", "email", "Give an e-mail address such as ana@example.org.");
        }
        var now = time.GetUtcNow();
        if (order.Check(role, maker: null, now) is [var problem, ..])
        {
            throw new InvalidInputException("INVALID", problem.Path[^1], problem.Message);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (name, roleName) = (address[..address.LastIndexOf('@')], ConstantCase.Of(role));
        var user = await context
            .Database.SqlQueryRaw<long>(AccountOf, address, name, roleName, now.UtcDateTime)
            .ToListAsync(cancellationToken);
        var (_, secret) = await AddAsync(context, user[0], order, maker: null, now, cancellationToken);
        await transaction.EndAsync();
        return secret;
    }

    /// <summary>Issues a token for the caller's own account, with no more rights than the caller's credentials have.</summary>
    public async Task<CommandResult<IssuedToken>> CreateAsync(TokenOrder order, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (order.Check(caller.Role, caller, now) is [_, ..] errors)
        {
            return CommandResult<IssuedToken>.Failed(errors);
        }
        var user = caller.UserId!.Value;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Orders of one account queue here, so that the count below holds.
        await context.Database.ExecuteSqlAsync($"select 1 from users where id = {user} for update", cancellationToken);
        var live = await context.AccessTokens.CountAsync(
            token => token.UserId == user && token.RevokedAt == null && token.ExpiresAt > now,
            cancellationToken
        );
        if (live >= MostTokens)
        {
            return CommandResult<IssuedToken>.Failed(
                new InvalidError($"An account has at most {MostTokens} tokens; revoke one that you no longer need.", ["input"])
            );
        }
        var (added, secret) = await AddAsync(context, user, order, caller.Credential, now, cancellationToken);
        await transaction.EndAsync();
        return CommandResult<IssuedToken>.Of(new IssuedToken(added, secret));
    }

    /// <summary>Makes a token worthless at once. Its owner may, and administrators. Doing it again changes nothing.</summary>
    public async Task<CommandResult<AccessToken>> RevokeAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from access_tokens where id = {id} for update", cancellationToken);
        var token = await context.AccessTokens.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (token is null || (token.UserId != caller.UserId && !caller.MayWriteAs(Role.Admin)))
        {
            return CommandResult<AccessToken>.Failed(new NotFoundError("token"));
        }
        if (token.RevokedAt is not null)
        {
            return CommandResult<AccessToken>.Of(token);
        }
        var now = time.GetUtcNow();
        await context
            .AccessTokens.Where(one => one.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RevokedAt, now), cancellationToken);
        await transaction.EndAsync();
        return CommandResult<AccessToken>.Of(await context.AccessTokens.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken));
    }

    private static async Task<(AccessToken Token, string Secret)> AddAsync(
        HubDbContext context,
        long user,
        TokenOrder order,
        Credential? maker,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var secret = TokenText.New();
        var token = new AccessToken
        {
            UserId = user,
            Name = order.Name.Trim(),
            Prefix = TokenText.PrefixOf(secret),
            Hash = TokenText.HashOf(secret),
            Scopes = [.. order.Scopes.Distinct().Order().Select(ConstantCase.Of)],
            CreatedAt = now,
            ExpiresAt = order.EndsAt(now, maker).ToUniversalTime(),
        };
        context.Add(token);
        await context.SaveChangesAsync(cancellationToken);
        AuditScope.About(nameof(AccessToken), token.Id);
        return (token, secret);
    }
}

/// <summary>A token just made, with its text, which is not kept.</summary>
public sealed record IssuedToken(AccessToken Token, string Secret);
