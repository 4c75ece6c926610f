using System.Globalization;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>Rules of an output's content that need no database. All problems are found at once.</summary>
internal sealed class ContentValidation
{
    private const int MaximumTitle = 1000;
    private const int MaximumAbstract = 50_000;
    private const int MaximumShortText = 500;
    private const int MaximumEntries = 1000;
    private const int LongestCourse = 100_000;
    private readonly List<UserError> _errors = [];

    /// <param name="current">What it is said of; null for a new draft.</param>
    public static List<UserError> Check(OutputContent content, RecordKind kind, ResearchOutput? current)
    {
        var (validation, isNew) = (new ContentValidation(), current is null);
        validation.CheckKind(content, kind, isNew);
        validation.CheckAccess(content, current);
        validation.CheckTexts(content, isNew);
        validation.CheckPublication(content);
        validation.CheckLists(content);
        return validation._errors;
    }

    private void CheckKind(OutputContent content, RecordKind kind, bool isNew)
    {
        switch (kind)
        {
            case RecordKind.Study:
                Needed(content.StudyType, isNew, "type", "Say what kind of publication it is.");
                break;
            case RecordKind.Dataset:
                Needed(content.AccessMode, isNew, "accessMode", "Say how the data can be reached.");
                if (content.TemporalCoverage.Value is { From: { } from, To: { } to } && from > to)
                {
                    Invalid("Give a last day that is not before the first.", "temporalCoverage", "to");
                }
                Each(
                    content.Variables.Value,
                    "variables",
                    (one, at) =>
                    {
                        Short(one.Label.Value, [.. at, "label"]);
                        Short(one.Unit.Value, [.. at, "unit"]);
                    }
                );
                break;
            default:
                Needed(content.Format, isNew, "format", "Say what form the resource has.");
                if (content.DurationMinutes.Value is < 1 or > LongestCourse)
                {
                    Invalid($"Give 1 to {LongestCourse} minutes, or null.", "durationMinutes");
                }
                break;
        }
    }

    /// <summary>What is not given counts as it stands, so that neither is changed alone into what contradicts the other.</summary>
    private void CheckAccess(OutputContent content, ResearchOutput? current)
    {
        var right = content.Access.IsGiven ? content.Access.Value : current?.Access;
        var mode = content.AccessMode.IsGiven ? content.AccessMode.Value : (current as Dataset)?.AccessMode;
        if (
            (content.Access.IsGiven || content.AccessMode.IsGiven)
            && right is { } said
            && mode is { } way
            && !DataAccessRules.Agree(said, way)
        )
        {
            Invalid(DataAccessRules.Contradiction(said, way), content.Access.IsGiven ? "access" : "accessMode");
        }
    }

    private void CheckTexts(OutputContent content, bool isNew)
    {
        if ((isNew || content.Titles.IsGiven) && content.Titles.Value is not { Count: > 0 })
        {
            Invalid("Give at least one title.", "titles");
        }
        Texts(content.Titles.Value, "titles", MaximumTitle);
        Texts(content.Abstracts.Value, "abstracts", MaximumAbstract);
        Short(content.ContainerTitle.Value, "containerTitle");
        Short(content.Volume.Value, "volume");
        Short(content.Issue.Value, "issue");
        Short(content.Pages.Value, "pages");
        Short(content.Publisher.Value, "publisher");
        Short(content.Attribution.Value, "attribution");
    }

    private void CheckPublication(OutputContent content)
    {
        if (content.PublishedYear.Value is < 1000 or > 2200)
        {
            Invalid("Give a year from 1000 to 2200.", "publishedYear");
        }
        if (content.PublishedOn.Value is { Year: < 1000 or > 2200 })
        {
            Invalid("Give a day of the years 1000 to 2200.", "publishedOn");
        }
        if (content is { PublishedOn.Value: { } day, PublishedYear.Value: { } year } && day.Year != year)
        {
            Invalid("Give the year of 'publishedOn', or leave it out.", "publishedYear");
        }
    }

    private void CheckLists(OutputContent content)
    {
        Many(content.Languages.Value, "languages");
        Many(content.Concepts.Value, "concepts");
        Many(content.Places.Value, "places");
        Each(content.Contributors.Value, "contributors", Contributor);
        Each(content.Links.Value, "links", Link);
        Each(content.Identifiers.Value, "identifiers", Known);
        var relations = new HashSet<(RelationType, long?, Identifier?)>();
        Each(
            content.Relations.Value,
            "relations",
            (one, at) =>
            {
                Relation(one, at);
                if (!relations.Add((one.Type, one.TargetId, one.Identifier?.Known())))
                {
                    Invalid("This relation comes twice.", at);
                }
            }
        );
        Each(content.Funding.Value, "funding", Funding);
    }

    private void Contributor(ContributionContent one, string[] at)
    {
        if (
            one is { ResearcherId: not null, OrganizationId: not null } or { ResearcherId: null, OrganizationId: null, NameAsPrinted: null }
        )
        {
            Invalid("Name a researcher or an organisation, not both.", at);
        }
        Short(one.NameAsPrinted, [.. at, "nameAsPrinted"]);
        Short(one.AffiliationAsPrinted, [.. at, "affiliationAsPrinted"]);
    }

    private void Link(LinkContent one, string[] at)
    {
        Address(one.Url, [.. at, "url"]);
        Short(one.Label, [.. at, "label"]);
        Short(one.MediaType, [.. at, "mediaType"]);
    }

    private void Known(IdentifierContent one, string[] at)
    {
        if (one.Type == IdentifierType.Doi)
        {
            Invalid("Give the DOI as 'doi'.", [.. at, "type"]);
        }
        Identified(one, [.. at, "value"]);
    }

    private void Relation(RelationContent one, string[] at)
    {
        if (one.TargetId is null == one.Identifier is null)
        {
            Invalid("Name an output or an identifier, not both.", at);
        }
        if (one.Type is RelationType.IsNewVersionOf or RelationType.IsPreviousVersionOf)
        {
            Invalid("Versions are related by 'createVersion'.", [.. at, "type"]);
        }
        if (one.Identifier is { } identifier)
        {
            Identified(identifier, [.. at, "identifier"]);
        }
        Short(one.Title, [.. at, "title"]);
    }

    private void Funding(FundingContent one, string[] at)
    {
        if (one.OrganizationId is null && one.FunderName is null)
        {
            Invalid("Name the funder, by 'organization' or by 'funderName'.", at);
        }
        Short(one.FunderName, [.. at, "funderName"]);
        Short(one.AwardNumber, [.. at, "awardNumber"]);
        Short(one.AwardTitle, [.. at, "awardTitle"]);
        if (one.AwardUri is { } uri)
        {
            Address(uri, [.. at, "awardUri"]);
        }
    }

    private void Identified(IdentifierContent one, string[] at)
    {
        try
        {
            _ = Identifier.Normalize(one.Type, one.Value);
        }
        catch (FormatException problem)
        {
            Invalid(problem.Message, at);
        }
    }

    private void Address(string url, string[] at)
    {
        if (!WebAddress.Is(url))
        {
            Invalid(WebAddress.Advice, at);
        }
    }

    private void Texts(IReadOnlyList<LocalizedText>? texts, string field, int maximum)
    {
        var languages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Each(
            texts,
            field,
            (text, at) =>
            {
                if (string.IsNullOrWhiteSpace(text.Text) || text.Text.Length > maximum || !IsPlain(text.Text))
                {
                    Invalid($"Give a text of 1 to {maximum} characters, without control characters.", [.. at, "text"]);
                }
                if (!languages.Add(text.Language))
                {
                    Invalid($"Give one text for each language; {text.Language} comes twice.", [.. at, "language"]);
                }
            }
        );
    }

    private void Needed<T>(Given<T> value, bool isNew, string field, string message)
    {
        if ((isNew || value.IsGiven) && value.Value is null)
        {
            Invalid(message, field);
        }
    }

    private void Short(string? text, params string[] at)
    {
        if (text is { } given && (string.IsNullOrWhiteSpace(given) || given.Length > MaximumShortText || !IsPlain(given)))
        {
            Invalid($"Give a text of 1 to {MaximumShortText} characters, or null.", at);
        }
    }

    private void Each<T>(IReadOnlyList<T>? entries, string field, Action<T, string[]> check)
    {
        Many(entries, field);
        foreach (var (index, entry) in (entries ?? []).Take(MaximumEntries).Index())
        {
            check(entry, [field, index.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private void Many<T>(IReadOnlyList<T>? entries, string field)
    {
        if (entries is { Count: > MaximumEntries })
        {
            Invalid($"Give at most {MaximumEntries} entries.", field);
        }
    }

    private void Invalid(string message, params string[] at) => _errors.Add(new InvalidError(message, ["input", .. at]));

    private static bool IsPlain(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));
}
