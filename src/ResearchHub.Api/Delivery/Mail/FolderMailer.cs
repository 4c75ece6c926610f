using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>Writes mail to a folder, a file each, for development: nothing leaves the machine.</summary>
internal sealed class FolderMailer(string folder, MailMessages messages) : IMailer
{
    /// <inheritdoc />
    public async Task<(MailOutcome Outcome, string? Problem)> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (messages.Of(mail) is not { } message)
        {
            return (MailOutcome.Refused, "The account's address is no address.");
        }
        using (message)
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"{mail.Id:D8}.eml");
            var part = file + ".part";
            await message.WriteToAsync(part, cancellationToken);
            // Whole or not at all, also for a program that watches the folder.
            File.Move(part, file, overwrite: true);
        }
        return (MailOutcome.Sent, null);
    }
}
