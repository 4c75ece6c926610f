namespace ResearchHub.Core.Delivery.Mail;

/// <summary>Sends the mail that is due.</summary>
public sealed class MailSender(MailQueue queue, IMailer mailer)
{
    // One by one: a mail is marked as under way for as short a time as can be.
    private const int AtOnce = 1;

    /// <returns>Number of mails that were tried.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var tried = 0;
        while (await queue.TakeAsync(AtOnce, cancellationToken) is { Count: > 0 } taken)
        {
            foreach (var (mail, attempts) in taken)
            {
                var (outcome, problem) =
                    mail.Address.Length == 0
                        ? (MailOutcome.Refused, "The account has no address.")
                        : await mailer.SendAsync(mail, cancellationToken);
                await queue.ReportAsync(mail.Id, attempts, outcome, problem, CancellationToken.None);
                tried++;
            }
        }
        return tried;
    }
}
