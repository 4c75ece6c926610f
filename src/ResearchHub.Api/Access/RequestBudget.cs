using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Api.Access;

/// <summary>
/// Buckets that fill up again: one for each token and one for all tokens of an account; for who is anonymous one for each address, and a limited room
/// for all of them, so that they cannot use up what belongs to the signed-in. Buckets that are full again are forgotten.
/// </summary>
internal sealed class RequestBudget : IRequestBudget, IDisposable
{
    private readonly RateLimitOptions _options;
    private readonly Dictionary<string, RateLimit> _limits;
    private readonly PartitionedRateLimiter<Bucket> _buckets;
    private readonly AnonymousRoom _anonymous;

    public RequestBudget(IOptions<RateLimitOptions> options)
    {
        _options = options.Value;
        _limits = _options.All.ToDictionary(one => one.Policy, one => one.Limit, StringComparer.Ordinal);
        _buckets = PartitionedRateLimiter.Create<Bucket, Bucket>(bucket =>
            RateLimitPartition.GetTokenBucketLimiter(bucket, one => Settings(_limits[one.Policy]))
        );
        _anonymous = new AnonymousRoom(_options);
    }

    public BudgetState? Admit(ClaimsPrincipal user, HttpContext http)
    {
        if (HasRoom(user, http))
        {
            StatementTurns.Use(null);
            return IsExempt(http) ? null : Take(((CallerPrincipal)user).Caller);
        }
        StatementTurns.Use(_anonymous.Statements);
        return Take(new Bucket("anonymous", AddressOf(http)));
    }

    /// <summary>Takes one refused sign-in.</summary>
    public BudgetState? ChargeFailure(HttpContext http) => IsExempt(http) ? null : Take(new Bucket("failed-sign-ins", AddressOf(http)));

    public bool ChargeIntrospection(HttpContext http) =>
        IsExempt(http) || Take(new Bucket("introspection", AddressOf(http))).RetryAfter is null;

    public async ValueTask<IDisposable> EnterAsync(ClaimsPrincipal user, HttpContext http, CancellationToken cancellationToken) =>
        HasRoom(user, http) ? NoPlace.Instance : await _anonymous.EnterAsync(AddressOf(http), cancellationToken);

    public IDisposable? Stay(ClaimsPrincipal user, HttpContext http) =>
        HasRoom(user, http) ? NoPlace.Instance : _anonymous.Stay(AddressOf(http));

    public void Dispose()
    {
        _buckets.Dispose();
        _anonymous.Dispose();
    }

    /// <summary>Takes one from the token, then from the account, so that a token that has none left takes nothing from the others.</summary>
    /// <returns>The tighter of the two.</returns>
    private BudgetState Take(Caller caller)
    {
        var token = Take(new Bucket("signed-in", $"{caller.UserId}/{caller.Credential?.TokenId}"));
        if (token.RetryAfter is not null)
        {
            return token;
        }
        var account = Take(new Bucket("account", $"{caller.UserId}"));
        return account.RetryAfter is not null || account.Remaining < token.Remaining ? account : token;
    }

    private BudgetState Take(Bucket bucket)
    {
        var limit = _limits[bucket.Policy];
        using var lease = _buckets.AttemptAcquire(bucket);
        var remaining = _buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? 0;
        TimeSpan? wait =
            lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : limit.Window;
        return new BudgetState(bucket.Policy, limit.Permits, limit.Window, remaining, wait);
    }

    private bool HasRoom(ClaimsPrincipal user, HttpContext http) => user is CallerPrincipal { Caller.IsSignedIn: true } || IsExempt(http);

    /// <summary>A request of this machine itself. What a proxy passed on says so, and is none.</summary>
    private bool IsExempt(HttpContext http) =>
        _options.ExemptLoopback
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");

    /// <summary>The address; of IPv6 the network that one customer has.</summary>
    private static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static TokenBucketRateLimiterOptions Settings(RateLimit limit)
    {
        var perSecond = limit.Permits / limit.Window.TotalSeconds;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Permits,
            TokensPerPeriod = (int)Math.Max(1, perSecond),
            ReplenishmentPeriod = perSecond >= 1 ? TimeSpan.FromSeconds(1) : limit.Window / limit.Permits,
            AutoReplenishment = true,
        };
    }

    private readonly record struct Bucket(string Policy, string Who);

    private sealed class NoPlace : IDisposable
    {
        public static NoPlace Instance { get; } = new();

        public void Dispose()
        {
            // Not counted, so nothing to give back.
        }
    }
}
