using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Collaboration;

/// <summary>What somebody is written who is invited by e-mail.</summary>
/// <param name="Subject">What they are invited to.</param>
/// <param name="Opening">Who invites to what, in the languages that are spoken here.</param>
/// <param name="Mutation">That accepts the invitation with its secret.</param>
internal sealed record InvitationLetter(
    string Address,
    string Subject,
    (string English, string Cyrillic, string Latin) Opening,
    string Mutation,
    string Secret,
    DateTimeOffset ExpiresAt
);

/// <summary>
/// Writes to people who are invited by e-mail, in the transaction of the invitation: one mail for each, without a reminder. The secret stands in
/// the mail alone, and leaves the queue with it.
/// </summary>
public sealed class InvitationMails(MailQueue mails, SiteLinks site)
{
    /// <summary>Queues a letter: in the language of the account that has the address, else in those that are spoken here.</summary>
    internal async Task SendAsync(HubTransaction transaction, InvitationLetter letter, CancellationToken cancellationToken)
    {
        var (isKnown, language) = await transaction.FirstAsync(
            $"select {MailLanguage.Sql} from users u where u.email = $1",
            [letter.Address],
            reader => (true, reader.GetStringOrNull(0)),
            cancellationToken
        );
        var until = letter.ExpiresAt.ToString("yyyy-MM-dd", null);
        var (english, cyrillic, latin) = (
            $"{letter.Opening.English} Sign in at {site.Home} and call {letter.Mutation} with this secret, until {until}:",
            $"{letter.Opening.Cyrillic} Пријавите се на {site.Home} и позовите {letter.Mutation} са овим кључем, до {until}:",
            $"{letter.Opening.Latin} Prijavite se na {site.Home} i pozovite {letter.Mutation} sa ovim ključem, do {until}:"
        );
        var text = isKnown
            ? new MailText(MailLanguage.Choose(language, "en", "sr-Cyrl", "sr-Latn")).Paragraph(
                MailLanguage.Choose(language, english, cyrillic, latin)
            )
            : new MailText("en").Paragraph(english).Paragraph(latin);
        var draft = text.Paragraph(letter.Secret).Foot(site.Host, site.Home).To(letter.Address, letter.Subject);
        await mails.AddAsync(transaction, draft with { HoldsSecret = true }, cancellationToken);
    }
}
