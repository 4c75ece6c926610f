using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>
/// DOIs of DataCite, by its REST API (JSON:API, Basic authentication): a draft DOI is made, then published with its metadata. Either step
/// can be repeated: a DOI that is there already is only updated. Withdrawn outputs are hidden; their DOI goes on resolving.
/// </summary>
internal sealed partial class DataCiteIds : IPersistentIds
{
    private const string MediaType = "application/vnd.api+json";
    private const int LongestProblem = 500;
    private const int LongestAnswer = 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly PersistentIdOptions _options;
    private readonly SiteLinks _links;
    private readonly TimeProvider _time;
    private readonly ILogger<DataCiteIds> _logger;
    private readonly HttpClient _http;

    public DataCiteIds(IOptions<PersistentIdOptions> options, SiteLinks links, TimeProvider time, ILogger<DataCiteIds> logger)
    {
        (_options, _links, _time, _logger) = (options.Value, links, time, logger);
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

    /// <inheritdoc />
    public Identifier Of(long output) => new(IdentifierType.Doi, $"{_options.Prefix}/{IdSuffix.Of(output)}");

    /// <inheritdoc />
    public bool IsOurs(IdentifierType type, string value) =>
        type == IdentifierType.Doi && value.StartsWith(_options.Prefix + "/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async Task<string?> RegisterAsync(PersistentIdRecord record, CancellationToken cancellationToken)
    {
        var doi = record.Identifier.Value;
        if (record.Output.State == PublicationState.Withdrawn)
        {
            var hidden = await SendAsync(HttpMethod.Put, $"dois/{doi}", Document(new JsonObject { ["event"] = "hide" }), cancellationToken);
            return ProblemOf(hidden, doi);
        }
        var made = await SendAsync(HttpMethod.Post, "dois", Document(new JsonObject { ["doi"] = doi }), cancellationToken);
        // 422 says that the DOI is there: from an earlier attempt, or an earlier event.
        if (made.Status != HttpStatusCode.UnprocessableEntity && ProblemOf(made, doi) is { } problem)
        {
            return problem;
        }
        var attributes = DataCiteMetadata.Attributes(record, _links.Page(record.Output));
        attributes["event"] = "publish";
        return ProblemOf(await SendAsync(HttpMethod.Put, $"dois/{doi}", Document(attributes), cancellationToken), doi);
    }

    private string? ProblemOf(Answer answer, string doi)
    {
        if ((int)answer.Status < 400)
        {
            return null;
        }
        LogRefused(doi, (int)answer.Status);
        return $"DataCite answered with status {(int)answer.Status}: {answer.Text}";
    }

    private static string Document(JsonObject attributes) =>
        new JsonObject
        {
            ["data"] = new JsonObject { ["type"] = "dois", ["attributes"] = attributes },
        }.ToJsonString();

    /// <summary>Sends, again where the registry is busy or ill.</summary>
    /// <exception cref="RegistryUnavailableException">It stays so.</exception>
    private async Task<Answer> SendAsync(HttpMethod method, string path, string document, CancellationToken cancellationToken)
    {
        var wait = _options.RetryAfter;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, retryAfter, reason) = await TryAsync(method, path, document, cancellationToken);
            if (answer is { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden })
            {
                // Not the record's fault: nothing may be passed over until the operator has put it right.
                throw new RegistryUnavailableException($"DataCite refuses the credentials ({(int)answer.Status}).");
            }
            if (answer is { Status: not HttpStatusCode.TooManyRequests } && (int)answer.Status < 500)
            {
                return answer;
            }
            if (attempt >= _options.Attempts)
            {
                throw new RegistryUnavailableException($"DataCite does not answer: {reason}.");
            }
            await Task.Delay(retryAfter is { } asked && asked < LongestWait ? asked : wait, _time, cancellationToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task<(Answer? Answer, TimeSpan? RetryAfter, string Reason)> TryAsync(
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
            var text = (int)response.StatusCode >= 400 ? await response.Content.ReadAsStringAsync(cancellationToken) : "";
            return (
                new Answer(response.StatusCode, text.Length > LongestProblem ? text[..LongestProblem] : text),
                response.Headers.RetryAfter?.Delta,
                $"status {(int)response.StatusCode}"
            );
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, null, exception.Message);
        }
    }

    [LoggerMessage(
        231,
        LogLevel.Error,
        "DataCite refused {Doi} with status {Status}; identifierRegistrations tells why. It will be told again."
    )]
    private partial void LogRefused(string doi, int status);

    /// <summary>What DataCite said.</summary>
    /// <param name="Text">The beginning of its words; empty where all is well.</param>
    private sealed record Answer(HttpStatusCode Status, string Text);
}
