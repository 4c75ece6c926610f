using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>
/// Takes what an exporter sends over OTLP (HTTP, protobuf) and keeps it as bytes. No package with the messages can be restored; names stand in them as UTF-8 and
/// trace ids as 16 bytes, so that looking for those is enough.
/// </summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", KeepAsync);
    }

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Waits until all names have come in messages of the signal (traces or metrics).</summary>
    public Task SeesAsync(string signal, params string[] names) =>
        SeesAsync(signal, [.. names.Select(name => (name, Encoding.UTF8.GetBytes(name)))]);

    /// <summary>Waits for a span of the trace.</summary>
    public Task SeesTraceAsync(string id) => SeesAsync("traces", [(id, Convert.FromHexString(id))]);

    /// <summary>Whether a text has come in any message of the signal.</summary>
    public bool HasSeen(string signal, string text) => Has("/v1/" + signal, Encoding.UTF8.GetBytes(text));

    private async Task SeesAsync(string signal, (string Name, byte[] Bytes)[] parts)
    {
        while (parts.Where(part => !Has("/v1/" + signal, part.Bytes)).Select(part => part.Name).ToList() is { Count: > 0 } missing)
        {
            if (!await _arrived.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))
            {
                Assert.Fail($"In a minute without news these have not come as {signal}: {string.Join(", ", missing)}");
            }
        }
    }

    private bool Has(string path, byte[] part) =>
        _received.Any(one => string.Equals(one.Path, path, StringComparison.Ordinal) && one.Body.AsSpan().IndexOf(part) >= 0);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task<IResult> KeepAsync(HttpRequest request)
    {
        if (!string.Equals(request.ContentType, "application/x-protobuf", StringComparison.Ordinal))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        using var body = new MemoryStream();
        var isZipped = string.Equals(request.Headers.ContentEncoding, "gzip", StringComparison.Ordinal);
        await using var stream = isZipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        await stream.CopyToAsync(body, request.HttpContext.RequestAborted);
        _received.Enqueue((request.Path, body.ToArray()));
        _arrived.Release();
        return Results.Bytes([], "application/x-protobuf");
    }
}
