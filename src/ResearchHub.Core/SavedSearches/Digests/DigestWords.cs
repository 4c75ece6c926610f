using System.Globalization;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>What stands in mail about a saved search.</summary>
/// <param name="Language">Tag of the texts.</param>
/// <param name="Subject">{0} is the name of the search, {1} the number of what is new.</param>
/// <param name="Intro">{0} is the name.</param>
/// <param name="More">{0} is the number of what is not listed.</param>
/// <param name="Updated">Stands before what was known already and has changed.</param>
internal sealed record DigestWords(string Language, string Subject, string Intro, string More, string Updated, string Stop)
{
    private static readonly DigestWords English = new(
        "en",
        "{0}: {1} new",
        "Your saved search \"{0}\" has found:",
        "and {0} more, in the feed of the search.",
        "Changed",
        "No more mail about this search:"
    );

    private static readonly DigestWords Cyrillic = new(
        "sr-Cyrl",
        "{0}: ново ({1})",
        "Ваша сачувана претрага „{0}“ нашла је:",
        "и још {0}, у фиду претраге.",
        "Измењено",
        "Без поште о овој претрази:"
    );

    private static readonly DigestWords Latin = new(
        "sr-Latn",
        "{0}: novo ({1})",
        "Vaša sačuvana pretraga „{0}“ našla je:",
        "i još {0}, u fidu pretrage.",
        "Izmenjeno",
        "Bez pošte o ovoj pretrazi:"
    );

    public static DigestWords In(string? language) => MailLanguage.Choose(language, English, Cyrillic, Latin);

    public static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
