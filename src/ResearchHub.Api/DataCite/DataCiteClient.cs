using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>Speaks to DataCite's REST API (JSON:API, Basic authentication), again where it is busy or ill.</summary>
internal sealed class DataCiteClient
{
    private const string MediaType = "application/vnd.api+json";
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>DataCite counts requests over five minutes.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly PersistentIdOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public DataCiteClient(PersistentIdOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
        _http = new HttpClient(handler)
        {
            BaseAddress = _options.DataCite,
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = LongestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.Repository}:{_options.Password}"))
        );
        _http.DefaultRequestHeaders.Accept.ParseAdd(MediaType);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("ResearchHub");
    }

    /// <summary>What DataCite says of a DOI: it took the attributes, or refuses them.</summary>
    /// <exception cref="RegistryUnavailableException">It stays busy or ill, or does not know us.</exception>
    public async Task<DataCiteAnswer> SendAsync(HttpMethod method, string path, JsonObject attributes, CancellationToken cancellationToken)
    {
        var document = new JsonObject
        {
            ["data"] = new JsonObject { ["type"] = "dois", ["attributes"] = attributes },
        }.ToJsonString();
        var wait = _options.RetryAfter;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, retryAfter, reason) = await TryAsync(method, path, document, cancellationToken);
            if (answer is { Status: HttpStatusCode.Unauthorized })
            {
                // Not the record's fault: nothing may be passed over until the operator has put it right. 403 is about one DOI or its prefix.
                throw new RegistryUnavailableException("DataCite refuses the credentials (401).");
            }
            if (answer is { Status: not HttpStatusCode.TooManyRequests } && (int)answer.Status < 500)
            {
                return answer;
            }
            if (attempt >= _options.Attempts)
            {
                throw new RegistryUnavailableException($"DataCite does not answer: {reason}.");
            }
            await Task.Delay(Shorter(retryAfter ?? wait), _time, cancellationToken);
            wait = Shorter(wait * 2);
        }
    }

    private async Task<(DataCiteAnswer? Answer, TimeSpan? RetryAfter, string Reason)> TryAsync(
        HttpMethod method,
        string path,
        string document,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(document, Encoding.UTF8, MediaType) };
            request.Content.Headers.ContentType!.CharSet = null;
            using var response = await _http.SendAsync(request, cancellationToken);
            return (
                new DataCiteAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)),
                Asked(response.Headers.RetryAfter),
                $"status {(int)response.StatusCode}"
            );
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, null, exception.Message);
        }
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date && date > _time.GetUtcNow() ? date - _time.GetUtcNow() : null);

    private static TimeSpan Shorter(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;
}
