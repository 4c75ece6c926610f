using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>Calls webhooks: signed, once, without following redirects, and without reading what they answer.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const int LongestHeadersKiB = 16;
    private const int MostDrained = 16 * 1024;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    public WebhookClient(GuardedConnections connections, IOptions<WebhookOptions> options, TimeProvider time)
    {
        (_time, _timeout) = (time, options.Value.Timeout);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = connections.ConnectAsync,
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                MaxResponseHeadersLength = LongestHeadersKiB,
                MaxResponseDrainSize = MostDrained,
                ResponseDrainTimeout = TimeSpan.FromSeconds(1),
                // What a name leads to is looked at again, also for receivers that are called all the time.
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ActivityHeadersPropagator = null,
                SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ResearchHub", Product.Version));
    }

    /// <summary>One attempt.</summary>
    public async Task<WebhookAttempt> SendAsync(WebhookTask task, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var request = Request(task);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new WebhookAttempt(status, null)
                : new WebhookAttempt(status, $"It answered with status {status}.", response.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAttempt(null, $"It did not answer within {_timeout.TotalSeconds:0.#} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UriFormatException)
        {
            return new WebhookAttempt(null, Reason(exception));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookTask task)
    {
        var body = WebhookBody.Of(task.Delivery);
        var (id, now) = (NodeId.Encode(WebhookDeliveryGraph.TypeName, task.Delivery.Id), _time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, task.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(task.Secrets, id, now, body));
        return request;
    }

    /// <summary>What the owner is told: enough to mend it, and nothing about this server's network.</summary>
    private static string Reason(Exception exception) =>
        exception switch
        {
            _ when IsForbidden(exception) => "Its address does not lead to the public internet.",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name leads nowhere.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "Its certificate is not good.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "No connection could be made.",
            _ => "It did not answer as HTTP wants it.",
        };

    private static bool IsForbidden(Exception? exception) =>
        exception is ForbiddenAddressException || (exception is not null && IsForbidden(exception.InnerException));
}
