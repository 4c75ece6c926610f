using ResearchHub.Api.Access;

namespace ResearchHub.Api.Hosting;

/// <summary>Puts the web application together over a database that is there and migrated.</summary>
internal static class HubApplication
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(10);

    /// <param name="configure">Replaces services, for what leaves the process: the clock, scanners, mail.</param>
    public static WebApplication Create(HubSetup setup, string connectionString, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(setup.Configuration);
        builder.AddLogs(setup.Options);
        builder.AddTelemetry();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, setup.Options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.Services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Readiness>();
        builder.AddHub(setup.Options, connectionString);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseReadiness();
        app.MapHealth();
        app.UseTrustedProxies();
        app.UseMiddleware<SignInMiddleware>();
        app.MapHub();
        return app;
    }

    /// <summary>Runs the startup steps in their order, then lets requests through.</summary>
    public static async Task OpenAsync(this WebApplication app, IProgressReport progress, CancellationToken cancellationToken)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        foreach (var step in app.Services.GetServices<IStartupStep>().OrderBy(step => step.Order))
        {
            readiness.Wait(step.Name);
            await step.RunAsync(progress, cancellationToken);
        }
        readiness.Open();
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, HubOptions options)
    {
        kestrel.AddServerHeader = false;
        if (options.Address is "*" or "0.0.0.0")
        {
            kestrel.ListenAnyIP(options.Port);
        }
        else if (System.Net.IPAddress.TryParse(options.Address, out var address))
        {
            kestrel.Listen(address, options.Port);
        }
        else if (options.Port == 0)
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenLocalhost(options.Port);
        }
    }

    /// <summary>The command handles signals itself, over the whole life of the database too.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
