using System.Collections.Frozen;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Vocabularies;

/// <summary>
/// Codes in words, in English and in both scripts of Serbian: kinds, types of studies and learning resources, sectors, access rights,
/// sources of the seed, languages. Concepts and places have their labels in the database.
/// </summary>
public static class CodeLabels
{
    /// <summary>By code: English, and Serbian Cyrillic, from which its Latin spelling follows.</summary>
    private static readonly FrozenDictionary<string, LocalizedTexts> Codes = Labels([
        ("STUDY", "Study", "Студија"),
        ("DATASET", "Dataset", "Скуп података"),
        ("LEARNING_RESOURCE", "Learning resource", "Образовни материјал"),
        ("RESEARCHER", "Researcher", "Истраживач"),
        ("ORGANIZATION", "Organisation", "Организација"),
        ("JOURNAL_ARTICLE", "Journal article", "Чланак у часопису"),
        ("WORKING_PAPER", "Working paper", "Радни документ"),
        ("REPORT", "Report", "Извештај"),
        ("EVALUATION", "Evaluation", "Евалуација"),
        ("SYSTEMATIC_REVIEW", "Systematic review", "Систематски преглед"),
        ("POLICY_BRIEF", "Policy brief", "Предлог практичне политике"),
        ("THESIS", "Thesis", "Теза"),
        ("BOOK", "Book", "Књига"),
        ("BOOK_CHAPTER", "Book chapter", "Поглавље у књизи"),
        ("CONFERENCE_PAPER", "Conference paper", "Рад са конференције"),
        ("PREPRINT", "Preprint", "Препринт"),
        ("DATA_PAPER", "Data paper", "Рад о подацима"),
        ("PEER_REVIEW", "Peer review", "Рецензија"),
        ("OTHER", "Other", "Друго"),
        ("COURSE", "Course", "Курс"),
        ("MODULE", "Module", "Модул"),
        ("GUIDE", "Guide", "Водич"),
        ("WEBINAR", "Webinar", "Вебинар"),
        ("TOOLKIT", "Toolkit", "Приручник"),
        ("UNKNOWN", "Unknown", "Непознато"),
        ("ACADEMIA", "Academia", "Наука и високо образовање"),
        ("GOVERNMENT_CENTRAL", "Central government", "Централна власт"),
        ("GOVERNMENT_LOCAL", "Local government", "Локална самоуправа"),
        ("INTERNATIONAL_ORGANIZATION", "International organisation", "Међународна организација"),
        ("CIVIL_SOCIETY", "Civil society", "Цивилно друштво"),
        ("PRIVATE", "Private sector", "Приватни сектор"),
        ("OPEN", "Open", "Отворен приступ"),
        ("EMBARGOED", "Embargoed", "Под ембаргом"),
        ("RESTRICTED", "Restricted", "Ограничен приступ"),
        ("METADATA_ONLY", "Metadata only", "Само метаподаци"),
        ("abel", "Publications of Guy J. Abel", "Радови: Guy J. Abel"),
        ("aea-deposit", "AEA Data and Code Repository", "AEA Data and Code Repository"),
        ("aea-replication", "Journals of the American Economic Association", "Часописи: American Economic Association"),
        ("dataset-doi", "Datasets that other records name", "Скупови података које наводе други записи"),
        ("iom-evaluation", "IOM Evaluation Repository", "IOM Evaluation Repository"),
        ("nber", "NBER Working Papers", "NBER Working Papers"),
        ("open-data-handbook", "Open Data Handbook", "Open Data Handbook"),
        ("seed-dataset", "Datasets that come with ResearchHub", "Скупови података који долазе уз ResearchHub"),
        ("worldbank-okr", "World Bank Open Knowledge Repository", "World Bank Open Knowledge Repository"),
        ("worldbank-prwp", "World Bank Policy Research Working Papers", "World Bank Policy Research Working Papers"),
    ]);

    /// <summary>By BCP 47 tag.</summary>
    private static readonly FrozenDictionary<string, LocalizedTexts> Languages = Labels([
        ("ar", "Arabic", "арапски"),
        ("bg", "Bulgarian", "бугарски"),
        ("bs", "Bosnian", "босански"),
        ("cnr", "Montenegrin", "црногорски"),
        ("cs", "Czech", "чешки"),
        ("de", "German", "немачки"),
        ("el", "Greek", "грчки"),
        ("en", "English", "енглески"),
        ("es", "Spanish", "шпански"),
        ("fr", "French", "француски"),
        ("hr", "Croatian", "хрватски"),
        ("hu", "Hungarian", "мађарски"),
        ("id", "Indonesian", "индонежански"),
        ("it", "Italian", "италијански"),
        ("mk", "Macedonian", "македонски"),
        ("nl", "Dutch", "холандски"),
        ("pl", "Polish", "пољски"),
        ("pt", "Portuguese", "португалски"),
        ("ro", "Romanian", "румунски"),
        ("ru", "Russian", "руски"),
        ("sl", "Slovenian", "словеначки"),
        ("sq", "Albanian", "албански"),
        ("sr", "Serbian", "српски"),
        ("sr-Cyrl", "Serbian (Cyrillic)", "српски (ћирилица)"),
        ("sr-Latn", "Serbian (Latin)", "српски (латиница)"),
        ("tr", "Turkish", "турски"),
        ("uk", "Ukrainian", "украјински"),
        ("zh", "Chinese", "кинески"),
    ]);

    /// <summary>Codes with all their labels.</summary>
    public static IEnumerable<KeyValuePair<string, LocalizedTexts>> All => Codes;

    /// <summary>A code in words, in the language or the nearest there is; null for a code that is not known here.</summary>
    public static string? Of(string code, string? language) => Codes.GetValueOrDefault(code)?.Best(language)?.Text;

    /// <summary>The name of a language, likewise.</summary>
    public static string? OfLanguage(string tag, string? language) => Languages.GetValueOrDefault(tag)?.Best(language)?.Text;

    private static FrozenDictionary<string, LocalizedTexts> Labels((string Code, string English, string Serbian)[] labels) =>
        labels.ToFrozenDictionary(
            label => label.Code,
            label => new LocalizedTexts([
                new LocalizedText("en", label.English),
                new LocalizedText("sr-Cyrl", label.Serbian),
                new LocalizedText("sr-Latn", SerbianScript.ToLatin(label.Serbian)),
            ]),
            StringComparer.Ordinal
        );
}
