using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Catalogue;

/// <summary>Makes what is to be cited of what is read of an output.</summary>
public static class CitationSources
{
    /// <param name="language">BCP 47 tag of the title wanted; null for the original.</param>
    public static CitationSource Of(
        OutputRow output,
        IEnumerable<ContributionRow> contributions,
        IEnumerable<LinkRow> links,
        string? language
    ) =>
        new()
        {
            Title = output.Titles.Best(language)!.Text,
            Authors = output.IsBlind ? [] : [.. contributions.Where(row => row.ContributorType is null).Select(Author)],
            Kind = output.Kind,
            Type = output.StudyType,
            Year = output.PublishedYear,
            Month = output.PublishedOn?.Month,
            Day = output.PublishedOn?.Day,
            Container = output.ContainerTitle,
            Volume = output.Volume,
            Issue = output.Issue,
            Pages = output.Pages,
            Publisher = output.Publisher,
            Doi = Doi.TryParse(output.Doi, out var doi) ? doi : null,
            Url = output.IsBlind ? null : links.Select(link => link.Url).FirstOrDefault(),
            Language = output.Languages.FirstOrDefault(),
            TakenBack = IsTakenBack(output) ? output.State : null,
            TakenBackFor = IsTakenBack(output) ? output.StateReason : null,
        };

    private static bool IsTakenBack(OutputRow output) => output.State is PublicationState.Retracted or PublicationState.Withdrawn;

    private static CitationName Author(ContributionRow row) =>
        row.Researcher is { FamilyName: { } family } person ? new CitationName(family, person.GivenName ?? "")
        : row.Researcher is { } unsplit ? new CitationName(unsplit.Name)
        : row.Organization is { } organization ? CitationName.Organization(organization.Name)
        : new CitationName(row.NameAsPrinted);
}
