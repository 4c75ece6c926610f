using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>Turns merged lines into records of the catalogue.</summary>
internal sealed class RecordDrafts(SeedReference reference, PeopleDirectory directory, Queue<long> ids)
{
    public OutputDraft Output(MergedRecord record)
    {
        var line = record.Main;
        var profile = SourceProfile.Of(line.Source);
        var languages = profile.Language is { } one ? [one] : LanguageNames.Of(line.Languages);
        var title = reference.Titles.Of(line.Title);
        var titleLanguage = LanguageNames.OfTitle(title, languages);
        var container = record.Lines.Select(SourceProfile.Container).FirstOrDefault(found => found.Container is not null);
        var concepts = record.Lines.SelectMany(reference.Tagger.Tag).Distinct().ToList();
        var links = Links(record);
        var abstracts = record.Lines.Select(found => found.Abstract).OfType<string>().Take(1);
        return new OutputDraft
        {
            Id = ids.Dequeue(),
            Kind = line.Kind,
            Slug = SlugText.Marked(SlugRule.From(title), line.LocalIdentifier),
            Titles = Titles(line, new LocalizedText(titleLanguage, title)),
            Abstracts = [.. abstracts.Select(text => new LocalizedText(LanguageNames.OfTitle(text, languages), text))],
            Languages = languages,
            Doi = record.Doi,
            PublishedOn = record.PublishedOn,
            Year = record.Year,
            Container = container.Container,
            Volume = container.Volume,
            Issue = container.Issue,
            Pages = container.Pages,
            Publisher = line.Publisher ?? profile.Publisher,
            LicenseId = License(record),
            Access = AccessOf(record, links),
            Source = line.Source,
            SourceId = line.SourceId,
            StudyType = line.Kind == RecordKind.Study ? SourceProfile.TypeOf(line) : null,
            Design = line.Kind == RecordKind.Study ? Design(concepts) : null,
            AccessMode = line.Kind == RecordKind.Dataset ? DataAccessMode.Remote : null,
            Format = line.Kind == RecordKind.LearningResource ? FormatOf(line) : null,
            Audience = line.Kind == RecordKind.LearningResource ? AudienceOf(line) : null,
            Contributors = Contributors(record),
            Identifiers = [.. record.Identifiers],
            Links = links,
            ConceptIds = [.. concepts.Where(reference.ConceptIds.ContainsKey).Select(concept => reference.ConceptIds[concept])],
            PlaceIds =
            [
                .. record
                    .Lines.SelectMany(reference.Places.Of)
                    .Distinct(StringComparer.Ordinal)
                    .Where(reference.PlaceIds.ContainsKey)
                    .Select(code => reference.PlaceIds[code]),
            ],
            Funders =
            [
                .. DonorNames
                    .Split(record.Lines.SelectMany(found => found.Donors))
                    .Select(name => (name, Organization(name)))
                    .DistinctBy(funder => funder.Item2),
            ],
        };
    }

    private static List<LocalizedText> Titles(RecordLine line, LocalizedText main)
    {
        var own = line.Titles.FirstOrDefault(text => string.Equals(text.Text, line.Title, StringComparison.Ordinal));
        var first = own is null ? main : main with { Language = own.Language };
        return [first, .. line.Titles.Where(text => !string.Equals(text.Language, first.Language, StringComparison.Ordinal))];
    }

    /// <summary>The data behind a work: those whose DOI a line names and no record has.</summary>
    public IReadOnlyList<OutputDraft> DataOf(MergedRecord record, Dictionary<string, long> byDoi) =>
        [
            .. record
                .Lines.Where(line => line.DatasetDoi is { } doi && !byDoi.ContainsKey(doi))
                .DistinctBy(line => line.DatasetDoi, StringComparer.Ordinal)
                .Select(line => DataOf(record, line, line.DatasetDoi!)),
        ];

    private OutputDraft DataOf(MergedRecord record, RecordLine line, string doi)
    {
        var title = "Data and code for: " + reference.Titles.Of(line.Title);
        var isDeposit = doi.StartsWith("10.3886/", StringComparison.Ordinal);
        return new OutputDraft
        {
            Id = ids.Dequeue(),
            Kind = RecordKind.Dataset,
            Slug = SlugText.Marked(SlugRule.From(title), doi),
            Titles = [new LocalizedText(SourceProfile.Of(line.Source).Language ?? "und", title)],
            Doi = doi,
            Publisher = isDeposit ? SourceProfile.DataArchive : null,
            Access = AccessRight.MetadataOnly,
            AccessMode = DataAccessMode.Remote,
            Source = "dataset-doi",
            SourceId = doi,
            Contributors = Contributors(record),
            Identifiers = [(IdentifierType.Local, $"dataset-doi:{doi}"), (IdentifierType.Doi, doi)],
            Links = [new LinkDraft(Doi.Parse(doi).Url, LinkKind.LandingPage)],
            ConceptIds =
            [
                .. reference.Tagger.Tag(line).Where(reference.ConceptIds.ContainsKey).Select(concept => reference.ConceptIds[concept]),
            ],
        };
    }

    private List<ContributorDraft> Contributors(MergedRecord record)
    {
        var contributors = new List<ContributorDraft>();
        foreach (var author in record.Authors)
        {
            if (author.IsOrganization)
            {
                contributors.Add(new ContributorDraft(null, Organization(author.Name.Display), author.Printed));
                continue;
            }
            var researcher = directory.Researcher(author.Name);
            var affiliation = author.Name.Affiliation is { } firm ? Organization(firm) : (long?)null;
            if (affiliation is { } organization)
            {
                directory.Affiliate(researcher, organization);
            }
            contributors.Add(new ContributorDraft(researcher, null, author.Printed, affiliation, author.Name.Affiliation));
        }
        return [.. contributors.DistinctBy(one => one.ResearcherId ?? one.OrganizationId)];
    }

    private long Organization(string name) => directory.Organization(name, reference.Places, reference.PlaceIds);

    private static List<LinkDraft> Links(MergedRecord record)
    {
        var documents = record.Lines.SelectMany(line => line.Documents).Select(DocumentLinks.Of);
        var pages = record.Lines.Where(line => line.Url is not null).Select(line => DocumentLinks.Of(line.Url!));
        var own = record.Doi is { } doi ? [new LinkDraft(Doi.Parse(doi).Url, LinkKind.LandingPage)] : Array.Empty<LinkDraft>();
        return [.. documents.Concat(pages).Concat(own).DistinctBy(link => link.Url, StringComparer.Ordinal)];
    }

    private static LearningFormat FormatOf(RecordLine line) =>
        ConstantCase.TryParse<LearningFormat>(line.Type?.ToUpperInvariant(), out var format) ? format : LearningFormat.Guide;

    private static string[] AudienceOf(RecordLine line) =>
        [
            .. line
                .Audience.Select(level => level.ToUpperInvariant())
                .Where(level => ConstantCase.TryParse<GovernmentLevel>(level, out _))
                .Distinct(StringComparer.Ordinal),
        ];

    private string? License(MergedRecord record) =>
        record
            .Lines.Where(line => SourceProfile.Of(line.Source).LicensesTheWork)
            .Select(line => reference.License(line.License))
            .FirstOrDefault(license => license is not null);

    /// <summary>Open where the whole text is linked or an open licence is given; else only the description is known to be open.</summary>
    private AccessRight AccessOf(MergedRecord record, List<LinkDraft> links) =>
        links.Exists(link => link.Kind == LinkKind.FullText) || License(record)?.StartsWith("CC", StringComparison.Ordinal) == true
            ? AccessRight.Open
            : AccessRight.MetadataOnly;

    private static StudyDesign? Design(List<ConceptKey> concepts)
    {
        var designs = concepts.Where(concept => concept.Scheme == ConceptScheme.StudyDesign).ToList();
        return designs.Count == 1 && ConstantCase.TryParse<StudyDesign>(designs[0].Notation, out var design) ? design : null;
    }
}
