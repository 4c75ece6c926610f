using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>Tells the owner of a webhook that nothing is sent to it any more.</summary>
public sealed class WebhookNotices(MailQueue mails)
{
    private static readonly Words English = new(
        "Webhook of \"{0}\" was disabled",
        "Nothing more is sent to {0}, because it answered that it is gone (status 410).",
        "Nothing more is sent to {0}, because it has failed for five days.",
        "The matches of your saved search \"{0}\" stand in its feed. Give an address with updateSavedSearch to go on; resendWebhookDelivery sends again what was given up."
    );

    private static readonly Words Cyrillic = new(
        "Вебхук за „{0}“ је искључен",
        "На {0} се више ништа не шаље, јер је одговорено да те адресе више нема (статус 410).",
        "На {0} се више ништа не шаље, јер пет дана није радила.",
        "Резултати ваше сачуване претраге „{0}“ стоје у њеном фиду. За наставак унесите адресу помоћу updateSavedSearch; resendWebhookDelivery поново шаље оно од чега се одустало."
    );

    private static readonly Words Latin = new(
        "Vebhuk za „{0}“ je isključen",
        "Na {0} se više ništa ne šalje, jer je odgovoreno da te adrese više nema (status 410).",
        "Na {0} se više ništa ne šalje, jer pet dana nije radila.",
        "Rezultati vaše sačuvane pretrage „{0}“ stoje u njenom fidu. Za nastavak unesite adresu pomoću updateSavedSearch; resendWebhookDelivery ponovo šalje ono od čega se odustalo."
    );

    public async Task DisabledAsync(HubTransaction transaction, long search, WebhookProblem because, CancellationToken cancellationToken)
    {
        var (user, name, url, language) = await transaction.FirstAsync(
            $"""
            select u.id, s.name, w.url, {MailLanguage.Sql} from saved_searches s
            join users u on u.id = s.user_id join webhooks w on w.saved_search_id = s.id where s.id = $1
            """,
            [search],
            reader => (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetStringOrNull(3)),
            cancellationToken
        );
        var words = MailLanguage.Choose(language, English, Cyrillic, Latin);
        var mail = new MailText(MailLanguage.Choose(language, "en", "sr-Cyrl", "sr-Latn"))
            .Paragraph(Fill(because == WebhookProblem.Gone ? words.Gone : words.Failing, url))
            .Paragraph(Fill(words.What, name))
            .To(user, Fill(words.Subject, name), unsubscribeSecret: null);
        await mails.AddAsync(transaction, mail, cancellationToken);
    }

    private static string Fill(string text, string value) => text.Replace("{0}", value, StringComparison.Ordinal);

    private sealed record Words(string Subject, string Gone, string Failing, string What);
}
