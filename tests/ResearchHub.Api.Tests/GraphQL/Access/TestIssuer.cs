using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>An OpenID Connect issuer on a port of its own: discovery, keys that rotate, tokens good and bad.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "researchhub";
    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey();
    private int _asked;

    private TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Answer(new { issuer = Name ?? Url, jwks_uri = $"{Url}/keys" }));
        _app.MapGet(
            "/keys",
            () =>
                Answer(
                    new
                    {
                        keys = new[]
                        {
                            JsonWebKeyConverter.ConvertFromRSASecurityKey(
                                new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId }
                            ),
                        }.Select(key => new
                        {
                            kty = key.Kty,
                            kid = key.Kid,
                            use = "sig",
                            n = key.N,
                            e = key.E,
                        }),
                    }
                )
        );
    }

    public string Url { get; private set; } = "";

    /// <summary>What it calls itself, when that is not its address.</summary>
    public string? Name { get; set; }

    public bool IsDown { get; set; }

    /// <summary>What its answers wait for.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>Times it was asked for its configuration or keys.</summary>
    public int Asked => _asked;

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._app.StartAsync();
        issuer.Url = issuer._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return issuer;
    }

    /// <summary>Signs with a new key from now on; the old one is no longer shown.</summary>
    public void Rotate() => _key = NewKey();

    public string Token(string subject, params (string Claim, object Value)[] claims) =>
        Token(subject, Audience, TimeSpan.FromMinutes(10), claims);

    public string Token(string subject, string audience, TimeSpan life, params (string Claim, object Value)[] claims) =>
        Sign(Claims(subject, audience, life, claims), new SigningCredentials(_key, SecurityAlgorithms.RsaSha256));

    /// <summary>A token of claims that may be anything, signed by anybody.</summary>
    public static string Sign(Dictionary<string, object> claims, SigningCredentials? credentials) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials }
        );

    /// <summary>The issuer's public key misused as a shared secret.</summary>
    public SigningCredentials Confused() =>
        new(new SymmetricSecurityKey(_key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = _key.KeyId }, SecurityAlgorithms.HmacSha256);

    /// <summary>Somebody else's key under the name of the issuer's.</summary>
    public SigningCredentials Forged() => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId }, SecurityAlgorithms.RsaSha256);

    public SigningCredentials Genuine() => new(_key, SecurityAlgorithms.RsaSha256);

    /// <summary>The issuer's own key, whose name the token does not tell.</summary>
    public SigningCredentials Nameless() => new(new RsaSecurityKey(_key.Rsa), SecurityAlgorithms.RsaSha256);

    public Dictionary<string, object> Claims(string subject, string audience, TimeSpan life, params (string Claim, object Value)[] claims)
    {
        var now = TimeProvider.System.GetUtcNow();
        var all = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Url,
            ["sub"] = subject,
            ["aud"] = audience,
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = (now + life).ToUnixTimeSeconds(),
        };
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Answer(object content)
    {
        Interlocked.Increment(ref _asked);
        await Held;
        return IsDown ? Results.StatusCode(503) : Results.Json(content);
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
}
