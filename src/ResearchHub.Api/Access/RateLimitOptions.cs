using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Api.Access;

/// <summary>How much callers may ask for: section <c>RateLimits</c>. See SIGN-IN.md.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Operations of one token; of an account that an issuer vouches for, of all tokens of the issuer (default 6,000 a minute).</summary>
    [Required]
    public RateLimit SignedIn { get; set; } = new() { Permits = 6_000 };

    /// <summary>Operations of all tokens of an account together, as a multiple of those of one (default 3).</summary>
    [Range(1, 20)]
    public int AccountMultiple { get; set; } = 3;

    /// <summary>Operations without credentials from one address (default 1,200 a minute); of IPv6 from one /64.</summary>
    [Required]
    public RateLimit Anonymous { get; set; } = new() { Permits = 1_200 };

    /// <summary>Credentials that were refused, from one address (default 60 a minute).</summary>
    [Required]
    public RateLimit FailedSignIns { get; set; } = new() { Permits = 60 };

    /// <summary>Looks at the schema from one address whose budget is used up (default 60 a minute).</summary>
    [Required]
    public RateLimit Introspection { get; set; } = new() { Permits = 60 };

    /// <summary>Operations of all anonymous callers that run at once (default 4 for each processor); half as many from one address.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousAtOnce { get; set; } = 4 * Environment.ProcessorCount;

    /// <summary>Operations of anonymous callers that wait for a place, and as many from one address; more are refused (default 256).</summary>
    [Range(0, 1_000_000)]
    public int AnonymousWaiting { get; set; } = 256;

    /// <summary>Statements of all anonymous callers that the database runs at once (default 4 for each processor, at most 30 of its 45 connections for reads).</summary>
    [Range(1, 10_000)]
    public int AnonymousStatements { get; set; } = Math.Min(30, 4 * Environment.ProcessorCount);

    /// <summary>Sockets and subscriptions of all anonymous callers that are open at once (default 10,000).</summary>
    [Range(1, 10_000_000)]
    public int AnonymousStreams { get; set; } = 10_000;

    /// <summary>Of them, those of one address (default 200).</summary>
    [Range(1, 10_000_000)]
    public int AnonymousStreamsOfAddress { get; set; } = 200;

    /// <summary>No limits for requests from this machine itself that no proxy has passed on (default true).</summary>
    public bool ExemptLoopback { get; set; } = true;

    /// <summary>Addresses (<c>127.0.0.1</c>) or networks (<c>10.0.0.0/8</c>) of reverse proxies, separated by blanks: their X-Forwarded-For and X-Forwarded-Proto are believed. Default: none.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>All limits by name.</summary>
    public IEnumerable<(string Policy, RateLimit Limit)> All =>
        [
            ("signed-in", SignedIn),
            ("account", new RateLimit { Permits = SignedIn.Permits * AccountMultiple, Window = SignedIn.Window }),
            ("anonymous", Anonymous),
            ("failed-sign-ins", FailedSignIns),
            ("introspection", Introspection),
        ];
}

/// <summary>So many in a window; unused ones are kept up to one window's worth.</summary>
internal sealed class RateLimit
{
    [Range(1, 100_000_000)]
    public int Permits { get; set; } = 1;

    /// <summary>Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}
