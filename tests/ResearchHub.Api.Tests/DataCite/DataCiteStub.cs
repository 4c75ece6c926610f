using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ResearchHub.Api.Tests.GraphQL;

namespace ResearchHub.Api.Tests.DataCite;

/// <summary>Answers as DataCite's REST API does (datacite-answers.json says after which sources), and writes down what it was asked.</summary>
internal sealed class DataCiteStub : IAsyncDisposable
{
    public const string Repository = "RHUB.TEST";
    public const string Password = "secret";
    private static readonly string[] Required = ["url", "titles", "creators", "publisher", "publicationYear", "types"];
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly JsonObject _answers = ReadAnswers();
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly List<(string Line, string Body)> _asked = [];
    private readonly Queue<int> _failures = new();
    private readonly Lock _gate = new();
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    public bool DieAfterNextDraft { get; set; }

    /// <summary>Whether it takes metadata, but publishes nothing.</summary>
    public bool LeavesDrafts { get; set; }

    /// <summary>When to come back after a failure.</summary>
    public string? RetryAfter { get; set; } = "0";

    public int Count => _states.Count;

    /// <summary>How often it was asked for something that it did not fail at.</summary>
    public int Asked => _asked.Count;

    public static async Task<DataCiteStub> StartAsync(CancellationToken cancellationToken)
    {
        var stub = new DataCiteStub();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        stub._app = builder.Build();
        stub._app.Run(stub.AnswerAsync);
        await stub._app.StartAsync(cancellationToken);
        stub.Address = stub._app.Address();
        return stub;
    }

    /// <summary>Answers the next requests with these statuses.</summary>
    public void FailNext(params int[] statuses) => Array.ForEach(statuses, _failures.Enqueue);

    /// <summary>Answers every request about a DOI with this status.</summary>
    public void Refuse(string doi, int status) => _refused[doi] = status;

    public string? StateOf(string doi) => _states.GetValueOrDefault(doi);

    /// <summary>Requests about a DOI, each form once, for review.</summary>
    public string Contract(string doi) =>
        string.Join(
            "\n\n",
            _asked
                .Where(one => one.Line.Contains(doi, StringComparison.Ordinal) || one.Body.Contains(doi, StringComparison.Ordinal))
                .Distinct()
                .Select(one => $"{one.Line}\n{one.Body}")
        );

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        string answer;
        lock (_gate)
        {
            (http.Response.StatusCode, answer) = Answer(http, text);
        }
        http.Response.ContentType = "application/vnd.api+json; charset=utf-8";
        await http.Response.WriteAsync(answer);
    }

    private (int Status, string Body) Answer(HttpContext http, string text)
    {
        if (_failures.TryDequeue(out var failure))
        {
            http.Response.Headers.RetryAfter = RetryAfter;
            return Refusal(failure, "");
        }
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Repository}:{Password}"));
        if (http.Request.Headers.Authorization != expected)
        {
            return Refusal(401, "");
        }
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "application/vnd.api+json")
        {
            return Refusal(400, "");
        }
        var body = JsonNode.Parse(text)!;
        _asked.Add(($"{http.Request.Method} {http.Request.Path}", body.ToJsonString(Indented)));
        var attributes = body["data"]!["attributes"]!.AsObject();
        var isNew = HttpMethods.IsPost(http.Request.Method);
        var doi = isNew ? (string)attributes["doi"]! : http.Request.Path.Value!["/dois/".Length..];
        if (_refused.TryGetValue(doi, out var refused))
        {
            return Refusal(refused, doi);
        }
        if (isNew)
        {
            return _states.TryAdd(doi, "draft") ? (201, Document(doi, attributes)) : (422, Filled(_answers["taken"]!, doi));
        }
        return DieAfterNextDraft ? Refusal(502, doi) : Update(doi, attributes);
    }

    private (int Status, string Body) Update(string doi, JsonObject attributes)
    {
        var status = _states.TryAdd(doi, "draft") ? 201 : 200;
        switch ((string?)attributes["event"])
        {
            case "publish" when Array.Find(Required, name => attributes[name] is null or JsonArray { Count: 0 }) is { } missing:
                return (422, Filled(_answers["incomplete"]!, doi).Replace("{attribute}", missing, StringComparison.Ordinal));
            case "publish" when !LeavesDrafts:
                _states[doi] = "findable";
                break;
            case "hide" when _states[doi] == "findable":
                _states[doi] = "registered";
                break;
        }
        return (status, Document(doi, attributes));
    }

    private (int Status, string Body) Refusal(int status, string doi) =>
        (status, _answers["refusals"]![status.ToString(CultureInfo.InvariantCulture)] is { } body ? Filled(body, doi) : "");

    private string Document(string doi, JsonObject given)
    {
        var document = _answers["doi"]!.DeepClone();
        var attributes = document["data"]!["attributes"]!.AsObject();
        foreach (var (name, value) in given.Where(one => attributes.ContainsKey(one.Key)))
        {
            attributes[name] = value?.DeepClone();
        }
        return Filled(document, doi);
    }

    private string Filled(JsonNode template, string doi) =>
        new StringBuilder(template.ToJsonString())
            .Replace("{doi}", doi)
            .Replace("{prefix}", doi.Split('/')[0])
            .Replace("{suffix}", doi.Split('/')[^1])
            .Replace("{state}", StateOf(doi))
            .ToString();

    private static JsonObject ReadAnswers()
    {
        using var stream = typeof(DataCiteStub).Assembly.GetManifestResourceStream("datacite-answers.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
