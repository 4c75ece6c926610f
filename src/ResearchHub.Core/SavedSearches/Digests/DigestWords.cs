using System.Globalization;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>What stands in mail about a saved search.</summary>
/// <param name="Language">Tag of the texts.</param>
/// <param name="New">Stands in the subject; {0} is the number of what is new.</param>
/// <param name="Ended">Stands in the subject; {0} is the number of what was withdrawn or retracted.</param>
/// <param name="Intro">Stands before what is new; {0} is the name.</param>
/// <param name="EndedIntro">Stands before what was withdrawn or retracted; {0} is the name.</param>
/// <param name="More">{0} is the number of what is not listed.</param>
/// <param name="Updated">Stands before what was known already and has changed.</param>
internal sealed record DigestWords(
    string Language,
    string New,
    string Ended,
    string Intro,
    string EndedIntro,
    string More,
    string Updated,
    string Withdrawn,
    string Retracted,
    string Stop
)
{
    private static readonly DigestWords English = new(
        "en",
        "{0} new",
        "{0} withdrawn or retracted",
        "Your saved search \"{0}\" has found:",
        "Of what your saved search \"{0}\" found, this was withdrawn or retracted:",
        "and {0} more, in the feed of the search.",
        "Changed",
        "Withdrawn",
        "Retracted",
        "No more mail about this search:"
    );

    private static readonly DigestWords Cyrillic = new(
        "sr-Cyrl",
        "ново ({0})",
        "повучено или опозвано ({0})",
        "Ваша сачувана претрага „{0}“ нашла је:",
        "Од онога што је ваша сачувана претрага „{0}“ нашла, повучено је или опозвано:",
        "и још {0}, у фиду претраге.",
        "Измењено",
        "Повучено",
        "Опозвано",
        "Без поште о овој претрази:"
    );

    private static readonly DigestWords Latin = new(
        "sr-Latn",
        "novo ({0})",
        "povučeno ili opozvano ({0})",
        "Vaša sačuvana pretraga „{0}“ našla je:",
        "Od onoga što je vaša sačuvana pretraga „{0}“ našla, povučeno je ili opozvano:",
        "i još {0}, u fidu pretrage.",
        "Izmenjeno",
        "Povučeno",
        "Opozvano",
        "Bez pošte o ovoj pretrazi:"
    );

    public static DigestWords In(string? language) => MailLanguage.Choose(language, English, Cyrillic, Latin);

    public static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
