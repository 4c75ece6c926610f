using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>The words of a mail of notifications in one language. Each kind that people can be told has its own.</summary>
internal sealed class NotificationWords
{
    /// <summary>In English, and in Serbian Cyrillic, from which its Latin spelling follows.</summary>
    private static readonly Dictionary<string, (string English, string Serbian)> Kinds = new(StringComparer.Ordinal)
    {
        ["COMMENTED"] = ("A new comment", "Нов коментар"),
        ["COMMUNITY_UPDATED"] = ("A community has changed what it says of itself", "Заједница је изменила податке о себи"),
        ["COMMUNITY_DELETED"] = ("A community was deleted", "Заједница је обрисана"),
        ["COMMUNITY_MEMBER_JOINED"] = ("Somebody has joined a community", "Нов члан заједнице"),
        ["COMMUNITY_MEMBER_LEFT"] = ("Somebody has left a community", "Неко је напустио заједницу"),
        ["COMMUNITY_ROLE_CHANGED"] = ("A role in a community has changed", "Промењена је улога у заједници"),
        ["COMMUNITY_OUTPUT_INCLUDED"] = ("New in a community", "Ново у заједници"),
        ["COMMUNITY_OUTPUT_INCLUDED_INSIDE"] = ("New in a community, for its members", "Ново у заједници, за чланове"),
        ["COMMUNITY_OUTPUT_REMOVED"] = ("Taken out of a community", "Уклоњено из заједнице"),
        ["CALL_OPENED"] = ("A new call for collaboration", "Нов позив на сарадњу"),
        ["CALL_MATCHED"] = ("A call for collaboration that speaks to you", "Позив на сарадњу који се тиче вас"),
        ["CALL_UPDATED"] = ("A call for collaboration has changed", "Позив на сарадњу је измењен"),
        ["CALL_ANSWERED"] = ("Somebody has answered your call for collaboration", "Неко се јавио на ваш позив на сарадњу"),
        ["CALL_CLOSED"] = ("A call for collaboration is closed", "Позив на сарадњу је затворен"),
        ["DATA_ACCESS_REVOKED"] = ("Your access to data has been taken back", "Укинут вам је приступ подацима"),
        ["REQUEST_SUBMITTED"] = ("A request waits for a decision", "Захтев чека одлуку"),
        ["REQUEST_ACCEPTED"] = ("A request was accepted", "Захтев је прихваћен"),
        ["REQUEST_DECLINED"] = ("A request was declined", "Захтев је одбијен"),
        ["REQUEST_CANCELLED"] = ("A request was taken back", "Захтев је повучен"),
        ["REQUEST_EXPIRED"] = ("A request has expired", "Захтев је истекао"),
        ["REQUEST_COMMENTED"] = ("A new comment on a request", "Нов коментар уз захтев"),
        ["REQUEST_MORE_ASKED"] = ("A request needs more information", "Захтев треба допунити"),
        ["REQUEST_REVIEWERS_ASSIGNED"] = ("You are asked to look at a request", "Замољени сте да размотрите захтев"),
        ["REQUEST_DUE"] = ("A request waits for you and is due soon", "Захтев чека на вас, а рок се ближи"),
        ["REQUEST_OVERDUE"] = ("The day of a request has passed without a decision", "Истекао је рок за захтев, а одлуке нема"),
        ["REQUEST_DUE_CHANGED"] = ("Another day was set for what is asked of you", "Промењен је рок за оно што се од вас тражи"),
        ["REQUEST_TERMS_ACCEPTED"] = (
            "The terms in force were accepted in a request for data",
            "У захтеву за податке прихваћени су важећи услови"
        ),
        ["COLLABORATION_OFFERED"] = ("You are invited to work on something together", "Позвани сте на сарадњу"),
        ["COLLABORATION_ACCEPTED"] = ("Your invitation to work together was accepted", "Ваш позив на сарадњу је прихваћен"),
        ["COLLABORATION_CHANGED"] = ("What you do on a common work has changed", "Промењена је ваша улога у заједничком раду"),
        ["COLLABORATION_ENDED"] = ("You were taken off a common work", "Више не учествујете у заједничком раду"),
        ["OWNERSHIP_TRANSFERRED"] = ("It has another owner", "Добило је новог власника"),
        ["REPLIED"] = ("An answer", "Одговор"),
        ["COMMENT_REPORT_UPHELD"] = ("A comment that you reported was hidden", "Коментар који сте пријавили је сакривен"),
        ["COMMENT_REPORT_DISMISSED"] = ("A comment that you reported stays", "Коментар који сте пријавили остаје"),
        ["MENTIONED"] = ("You are mentioned", "Поменути сте"),
        ["OUTPUT_DECIDED"] = ("A decision on what was submitted", "Одлука о ономе што је поднето"),
        ["LIST_SHARED"] = ("A reading list was shared with you", "Списак за читање је подељен са вама"),
        ["LIST_UNSHARED"] = ("A reading list is not shared with you any more", "Списак за читање се више не дели са вама"),
        ["LISTED"] = ("New on a reading list", "Ново на списку за читање"),
        ["REVIEW_INVITED"] = ("You are asked to review", "Позвани сте да рецензирате"),
        ["REVIEW_ANSWERED"] = ("A reviewer has answered", "Рецензент је одговорио"),
        ["REVIEW_DECLINED"] = ("A reviewer has stepped down", "Рецензент је одустао"),
        ["REVIEW_SUBMITTED"] = ("A review was handed in", "Рецензија је предата"),
        ["REVIEW_DUE"] = ("A review is due soon", "Ближи се рок за рецензију"),
        ["REVIEW_OVERDUE"] = ("The day of a review has passed", "Истекао је рок за рецензију"),
        ["REVIEW_CANCELLED"] = ("A review is not asked for any more", "Рецензија се више не тражи"),
        ["REVIEW_DECIDED"] = ("A decision after review", "Одлука након рецензије"),
        ["REVIEW_PUBLISHED"] = ("A review was published", "Рецензија је објављена"),
        ["PUBLISHED"] = ("Published", "Објављено"),
        ["UPDATED"] = ("A new version", "Нова верзија"),
        ["RELEASED"] = ("The embargo has ended", "Ембарго је истекао"),
        ["WITHDRAWN"] = ("Withdrawn", "Повучено"),
        ["RETRACTED"] = ("Retracted", "Опозвано"),
    };
    private static readonly NotificationWords English = new(
        "en",
        "This is new for you on ResearchHub",
        "No more mail of this kind:",
        words => words.English
    );
    private static readonly NotificationWords Cyrillic = new(
        "sr-Cyrl",
        "Ово је ново за вас на ResearchHub-у",
        "Без даљих порука ове врсте:",
        words => words.Serbian
    );
    private static readonly NotificationWords Latin = new(
        "sr-Latn",
        SerbianScript.ToLatin(Cyrillic.Opening),
        SerbianScript.ToLatin(Cyrillic.Unsubscribe),
        words => SerbianScript.ToLatin(words.Serbian)
    );

    private readonly Func<(string English, string Serbian), string> _choose;

    private NotificationWords(string language, string opening, string unsubscribe, Func<(string English, string Serbian), string> choose) =>
        (Language, Opening, Unsubscribe, _choose) = (language, opening, unsubscribe, choose);

    /// <summary>Tag of the language.</summary>
    public string Language { get; }

    /// <summary>The subject, and the first line.</summary>
    public string Opening { get; }

    public string Unsubscribe { get; }

    /// <summary>The words for a person.</summary>
    public static NotificationWords In(string? language) => MailLanguage.Choose(language, English, Cyrillic, Latin);

    /// <summary>What a kind means.</summary>
    /// <param name="kind">One of <see cref="NotificationKinds.All"/>.</param>
    public string Of(string kind) => _choose(Kinds[kind]);
}
