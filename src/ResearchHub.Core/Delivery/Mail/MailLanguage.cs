using ResearchHub.Core.Common;

namespace ResearchHub.Core.Delivery.Mail;

/// <summary>The language that a person is written to: the first of their profile that the texts are there in, else English.</summary>
public static class MailLanguage
{
    /// <summary>The first language of the profile of the account <c>u</c>; null where there is none.</summary>
    internal const string Sql = "(select r.languages[1] from researchers r where r.id = u.researcher_id)";

    /// <summary>Chooses among texts in English and in both scripts of Serbian.</summary>
    public static T Choose<T>(string? language, T english, T cyrillic, T latin) =>
        language is null ? english
        : language.StartsWith("sr-Latn", StringComparison.OrdinalIgnoreCase)
        || Is(language, "bs")
        || Is(language, "hr")
        || Is(language, "sh")
            ? latin
        : Is(language, "sr") ? cyrillic
        : english;

    private static bool Is(string language, string wanted)
    {
        for (var tag = language; tag.Length > 0; tag = LanguageTag.Shorten(tag))
        {
            if (string.Equals(tag, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
