using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>Rules of a study's content that need no database. All problems are found at once.</summary>
internal static class StudyValidation
{
    private const int MaximumTitle = 1000;
    private const int MaximumAbstract = 50_000;
    private const int MaximumShortText = 500;
    private const int MaximumEntries = 1000;

    public static List<UserError> Check(StudyContent content, bool isNew)
    {
        var errors = new List<UserError>();
        if ((isNew || content.Titles.IsGiven) && content.Titles.Value is not { Count: > 0 })
        {
            errors.Add(new InvalidError("Give at least one title.", ["input", "titles"]));
        }
        Texts(errors, content.Titles.Value, "titles", MaximumTitle);
        Texts(errors, content.Abstracts.Value, "abstracts", MaximumAbstract);
        if ((isNew || content.Type.IsGiven) && content.Type.Value is null)
        {
            errors.Add(new InvalidError("Say what kind of publication it is.", ["input", "type"]));
        }
        if (content.PublishedYear.Value is < 1000 or > 2200)
        {
            errors.Add(new InvalidError("Give a year from 1000 to 2200.", ["input", "publishedYear"]));
        }
        if (content is { PublishedOn.Value: { } day, PublishedYear.Value: { } year } && day.Year != year)
        {
            errors.Add(new InvalidError("Give the year of 'publishedOn', or leave it out.", ["input", "publishedYear"]));
        }
        Short(errors, content.ContainerTitle.Value, "containerTitle");
        Short(errors, content.Publisher.Value, "publisher");
        Many(errors, content.Contributors.Value, "contributors");
        Many(errors, content.Concepts.Value, "concepts");
        Many(errors, content.Places.Value, "places");
        Many(errors, content.Links.Value, "links");
        foreach (var (index, contributor) in (content.Contributors.Value ?? []).Index())
        {
            if (contributor.ResearcherId is null == contributor.OrganizationId is null)
            {
                errors.Add(new InvalidError("Name a researcher or an organisation, not both.", At("contributors", index)));
            }
        }
        foreach (var (index, link) in (content.Links.Value ?? []).Index())
        {
            if (!Uri.TryCreate(link.Url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                errors.Add(new InvalidError("Give an address that starts with https:// or http://.", At("links", index, "url")));
            }
        }
        return errors;
    }

    private static void Texts(List<UserError> errors, IReadOnlyList<LocalizedText>? texts, string field, int maximum)
    {
        var languages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, text) in (texts ?? []).Index())
        {
            if (string.IsNullOrWhiteSpace(text.Text) || text.Text.Length > maximum || !IsPlain(text.Text))
            {
                errors.Add(
                    new InvalidError($"Give a text of 1 to {maximum} characters, without control characters.", At(field, index, "text"))
                );
            }
            if (!languages.Add(text.Language))
            {
                errors.Add(
                    new InvalidError($"Give one text for each language; {text.Language} comes twice.", At(field, index, "language"))
                );
            }
        }
    }

    private static void Short(List<UserError> errors, string? text, string field)
    {
        if (text is { } given && (string.IsNullOrWhiteSpace(given) || given.Length > MaximumShortText || !IsPlain(given)))
        {
            errors.Add(new InvalidError($"Give a text of 1 to {MaximumShortText} characters, or null.", ["input", field]));
        }
    }

    private static void Many<T>(List<UserError> errors, IReadOnlyList<T>? entries, string field)
    {
        if (entries is { Count: > MaximumEntries })
        {
            errors.Add(new InvalidError($"Give at most {MaximumEntries} entries.", ["input", field]));
        }
    }

    private static bool IsPlain(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));

    private static string[] At(string field, int index, params ReadOnlySpan<string> rest) =>
        ["input", field, index.ToString(System.Globalization.CultureInfo.InvariantCulture), .. rest];
}
