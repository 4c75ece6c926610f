using MimeKit;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>Mail in the form that travels (RFC 5322, MIME): both texts, and what programs need to unsubscribe (RFC 2369, RFC 8058).</summary>
internal sealed class MailMessages(MailboxAddress from, SiteLinks links, TimeProvider time)
{
    /// <summary>The message of a mail; null when its address is none.</summary>
    public MimeMessage? Of(OutgoingMail mail)
    {
        if (!MailboxAddress.TryParse(mail.Address, out var address))
        {
            return null;
        }
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id}.mail@{links.Host}",
            Date = time.GetUtcNow(),
            Subject = mail.Subject,
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.Name, address.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }
}
