using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>Hands mail over to a mail server.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options, MailMessages messages) : IMailer
{
    private const int FirstPermanent = 500;
    private readonly MailOptions _options = options.Value;

    /// <inheritdoc />
    public async Task<(MailOutcome Outcome, string? Problem)> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (messages.Of(mail) is not { } message)
        {
            return (MailOutcome.Refused, "The account's address is no address.");
        }
        using (message)
        using (var client = new SmtpClient { Timeout = (int)_options.Timeout.TotalMilliseconds })
        {
            try
            {
                await ConnectAsync(client, cancellationToken);
            }
            catch (Exception exception) when (IsFailure(exception, cancellationToken))
            {
                return (MailOutcome.Later, $"No session with the mail server: {exception.Message}");
            }
            return await SendAsync(client, message, cancellationToken);
        }
    }

    private static async Task<(MailOutcome Outcome, string? Problem)> SendAsync(
        SmtpClient client,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // Not cancelled midway: whether it was taken could not be told then.
            await client.SendAsync(message, CancellationToken.None);
        }
        catch (SmtpCommandException exception)
        {
            var outcome = (int)exception.StatusCode >= FirstPermanent ? MailOutcome.Refused : MailOutcome.Later;
            return (outcome, $"The mail server answered {(int)exception.StatusCode}: {exception.Message}");
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            return (MailOutcome.Unknown, $"The line to the mail server broke: {exception.Message}");
        }
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            // It has the mail; a farewell that fails changes nothing.
        }
        return (MailOutcome.Sent, null);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var security = _options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        await client.ConnectAsync(_options.Host!, _options.Port, security, cancellationToken);
        if (_options.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, _options.Password ?? "", cancellationToken);
        }
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception
            is IOException
                or SocketException
                or ProtocolException
                or CommandException
                or AuthenticationException
                or SslHandshakeException
                or NotSupportedException
                or TimeoutException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
