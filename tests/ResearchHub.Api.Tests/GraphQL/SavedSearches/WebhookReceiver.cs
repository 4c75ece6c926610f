using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>A call of a webhook.</summary>
internal sealed record Call(string Id, long Timestamp, string Signature, byte[] Body)
{
    public JsonElement Data => JsonDocument.Parse(Body).RootElement.GetProperty("data");
}

/// <summary>Receives webhooks, and answers as told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Answers a call; with status 204 unless said.</summary>
    public Func<HttpContext, Task> Answer { get; set; } =
        context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";
        return receiver;
    }

    public void AnswerWith(int status) =>
        Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

    /// <summary>The next call.</summary>
    public async Task<Call> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return await _calls.Reader.ReadAsync(limit.Token);
    }

    public bool HasMore => _calls.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        var call = new Call(
            Header("webhook-id"),
            long.Parse(Header("webhook-timestamp"), System.Globalization.CultureInfo.InvariantCulture),
            Header("webhook-signature"),
            body.ToArray()
        );
        await Answer(context);
        await _calls.Writer.WriteAsync(call);
    }
}
