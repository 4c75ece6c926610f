using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Api.Landing;

/// <summary>The words of landing pages in one language: English, or Serbian in either script.</summary>
internal sealed class LandingWords
{
    private static readonly (string Key, string English, string Serbian)[] Table =
    [
        ("abstract", "Abstract", "Сажетак"),
        ("access", "Access", "Приступ"),
        ("authors", "Authors", "Аутори"),
        ("citation", "How to cite", "Како цитирати"),
        ("contributors", "Contributors", "Сарадници"),
        ("export", "Citation for programs", "Навод за програме"),
        ("files", "Files", "Датотеке"),
        ("identifier", "Persistent identifier", "Трајни идентификатор"),
        ("language", "Language", "Језик"),
        ("licence", "Licence", "Лиценца"),
        ("links", "Where to read it", "Где се може прочитати"),
        ("missing", "There is no record at this address.", "На овој адреси нема записа."),
        ("newer", "There is a newer version", "Постоји новија верзија"),
        ("publisher", "Publisher", "Издавач"),
        ("retracted", "Retracted", "Ретракција"),
        ("this", "this version", "ова верзија"),
        ("until", "until", "до"),
        ("version", "Version", "Верзија"),
        ("versions", "Versions", "Верзије"),
        ("withdrawn", "Withdrawn", "Повучено"),
        ("year", "Year of publication", "Година издања"),
        (nameof(DataAccessMode.Open), "open files", "отворене датотеке"),
        (nameof(DataAccessMode.Direct), "files for direct download", "датотеке за непосредно преузимање"),
        (nameof(DataAccessMode.Public), "files for public use", "датотеке за јавну употребу"),
        (nameof(DataAccessMode.Licensed), "files under licence, on request", "датотеке под лиценцом, на захтев"),
        (nameof(DataAccessMode.DataEnclave), "data enclave", "заштићена просторија за податке"),
        (nameof(DataAccessMode.Remote), "data are kept elsewhere", "подаци се чувају на другом месту"),
        (nameof(DataAccessMode.NotAvailable), "data are not available", "подаци нису доступни"),
    ];

    private static readonly LandingWords English = new("en", row => row.English);
    private static readonly LandingWords Cyrillic = new("sr-Cyrl", row => row.Serbian);
    private static readonly LandingWords Latin = new("sr-Latn", row => SerbianScript.ToLatin(row.Serbian));

    private readonly Dictionary<string, string> _words;

    private LandingWords(string language, Func<(string Key, string English, string Serbian), string> word) =>
        (Language, _words) = (language, Table.ToDictionary(row => row.Key, word, StringComparer.Ordinal));

    /// <summary>BCP 47 tag of the words.</summary>
    public string Language { get; }

    public string this[string key] => _words[key];

    /// <summary>A code of the catalogue in words.</summary>
    public string Of<T>(T code)
        where T : struct, Enum => CodeLabels.Of(ConstantCase.Of(code), Language) ?? ConstantCase.Of(code);

    public static LandingWords In(string? language) => MailLanguage.Choose(language, English, Cyrillic, Latin);

    /// <summary>
    /// The language that a visitor wants, by <c>?lang=</c> or else by the browser's headers: the first that there are words in, else the first; null for who
    /// wants none.
    /// </summary>
    public static string? Wanted(HttpRequest request)
    {
        if (LanguageTag.Canonical(request.Query["lang"].ToString()) is { } asked)
        {
            return asked;
        }
        var wanted = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(one => one.Quality is not 0)
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => LanguageTag.Canonical(one.Value.Value))
            .OfType<string>()
            .ToArray();
        return wanted.FirstOrDefault(IsKnown) ?? wanted.FirstOrDefault();
    }

    private static bool IsKnown(string tag) => tag == "en" || tag.StartsWith("en-", StringComparison.Ordinal) || In(tag) != English;
}
