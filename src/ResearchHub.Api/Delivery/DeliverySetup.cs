using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;
using ResearchHub.Api.DataCite;
using ResearchHub.Api.Delivery.Mail;
using ResearchHub.Api.Delivery.Webhooks;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.Delivery;

/// <summary>What leaves the server by itself: webhooks and mail.</summary>
internal static class DeliverySetup
{
    public static void AddDelivery(this IServiceCollection services, HubOptions options)
    {
        var server = options.PublicUrl ?? new Uri($"http://localhost:{options.Port}");
        services.AddSingleton(provider => new SiteLinks(
            server,
            provider.GetRequiredService<IOptions<PersistentIdOptions>>().Value.LandingPage
                ?? $"{server.AbsoluteUri.TrimEnd('/')}/{{kind}}/{{slug}}"
        ));
        services.AddHostedService<DeliveryTrimming>();
        AddWebhooks(services);
        AddMail(services, Path.Combine(options.DataDirectory, "mail"));
    }

    private static void AddWebhooks(IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IWebhookAddresses, WebhookAddresses>();
        services.AddSingleton<LookUp>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<WebhookClient>();
        services.AddHostedService<WebhookWork>();
    }

    private static void AddMail(IServiceCollection services, string folder)
    {
        services
            .AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(mail => MailboxAddress.TryParse(mail.From, out _), "Mail:From is an address such as ResearchHub <hub@example.org>.")
            .Validate(
                mail => string.IsNullOrEmpty(mail.User) || mail.Security != MailSecurity.None,
                "Mail:Security None sends the password in the clear: leave out Mail:User, or choose StartTls or Tls."
            )
            .ValidateOnStart();
        services.AddSingleton(provider => new MailMessages(
            MailboxAddress.Parse(provider.GetRequiredService<IOptions<MailOptions>>().Value.From),
            provider.GetRequiredService<SiteLinks>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<SmtpMailer>();
        services.AddSingleton<IMailer>(provider =>
            string.IsNullOrEmpty(provider.GetRequiredService<IOptions<MailOptions>>().Value.Host)
                ? new FolderMailer(folder, provider.GetRequiredService<MailMessages>())
                : provider.GetRequiredService<SmtpMailer>()
        );
        services.AddHostedService<MailWork>();
    }
}
