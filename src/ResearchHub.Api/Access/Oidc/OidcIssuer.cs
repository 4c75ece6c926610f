using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ResearchHub.Api.Access.Oidc;

/// <summary>
/// What the issuer says of itself: its name and the keys it signs with. Fetched when first needed, when a token names a key not yet known or, naming none, fits
/// none that is, and from time to time. One request at a time, and not too often, whatever tokens are sent.
/// </summary>
internal sealed class OidcIssuer(IOptions<OidcOptions> options, TimeProvider time, ILogger<OidcIssuer> logger) : IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private readonly OidcOptions _options = options.Value;
    private readonly SemaphoreSlim _asking = new(1);
    private readonly HttpClient _http = new() { Timeout = options.Value.Timeout, MaxResponseContentBufferSize = MostBytes };
    private Known? _known;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <param name="keyId">Key that a token names; null when it names none.</param>
    /// <returns>Null when the issuer does not answer and what it said before is too old.</returns>
    public async Task<OpenIdConnectConfiguration?> ConfigurationAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (Suffices(keyId))
        {
            return _known!.Configuration;
        }
        // Who only wants fresher keys does not wait until somebody else has fetched them.
        if (!await _asking.WaitAsync(Serves(keyId) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken))
        {
            return _known!.Configuration;
        }
        try
        {
            if (!Suffices(keyId))
            {
                await AskUnlessJustAskedAsync(cancellationToken);
            }
            return _known is { } known && time.GetUtcNow() - known.At < _options.KeysAreKeptFor ? known.Configuration : null;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>For a token that names no key and that none of these has signed: what the issuer says since.</summary>
    /// <returns>Null when nothing newer is known, the issuer having been asked just now or not answering.</returns>
    public async Task<OpenIdConnectConfiguration?> NewerAsync(OpenIdConnectConfiguration than, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_known?.Configuration == than)
            {
                await AskUnlessJustAskedAsync(cancellationToken);
            }
            return _known is { } known && known.Configuration != than ? known.Configuration : null;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _asking.Dispose();
    }

    private bool Suffices(string? keyId) => IsKnown(keyId, _options.KeysAreFreshFor);

    private bool Serves(string? keyId) => IsKnown(keyId, _options.KeysAreKeptFor);

    private bool IsKnown(string? keyId, TimeSpan age) =>
        _known is { } known
        && time.GetUtcNow() - known.At < age
        && (keyId is null || known.Configuration.SigningKeys.Any(key => key.KeyId == keyId));

    private async Task AskUnlessJustAskedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _askedAt >= _options.AskAgainAfter)
        {
            _askedAt = now;
            await AskAsync(now, cancellationToken);
        }
    }

    private async Task AskAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var authority = _options.Authority!.TrimEnd('/');
        try
        {
            var documents = new HttpDocumentRetriever(_http) { RequireHttps = !new Uri(authority).IsLoopback };
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{authority}/.well-known/openid-configuration",
                documents,
                cancellationToken
            );
            if (configuration.Issuer?.TrimEnd('/') != authority)
            {
                logger.IssuerHasAnotherName(authority, configuration.Issuer);
                return;
            }
            _known = new Known(configuration, now);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            logger.IssuerUnreachable(problem, authority);
        }
    }

    private sealed record Known(OpenIdConnectConfiguration Configuration, DateTimeOffset At);
}
