using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>Loads the statistical datasets of the seed: described by hand, their variables and counts read from the files themselves.</summary>
internal sealed class DatasetStage(NpgsqlConnection connection, SeedFiles files, SeedReference reference, TimeProvider clock)
{
    private const string Source = "seed-dataset";

    /// <summary>Loads the datasets that are not there yet, each in its own transaction, and returns how many those were.</summary>
    public async Task<int> LoadAsync(IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        var datasets = await files.DatasetsAsync(cancellationToken);
        var loaded = await Statements.ListAsync(
            connection,
            "select source_id from research_outputs where source = $1",
            [Source],
            reader => reader.GetString(0),
            cancellationToken
        );
        var missing = datasets.Where(dataset => !loaded.Contains(dataset.Key, StringComparer.Ordinal)).ToList();
        foreach (var dataset in missing)
        {
            await LoadAsync(dataset, cancellationToken);
            progress.Report(new SeedProgress("datasets", missing.IndexOf(dataset) + 1, missing.Count));
        }
        return missing.Count;
    }

    private async Task LoadAsync(SeedDataset dataset, CancellationToken cancellationToken)
    {
        var described = new List<DescribedFile>();
        foreach (var file in dataset.Files)
        {
            described.Add(await DescribedFile.ReadAsync(files, file, cancellationToken));
        }
        var publisher = reference.Organizations.Single(one => string.Equals(one.Acronym, dataset.Publisher, StringComparison.Ordinal));
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var directory = await PeopleDirectory.LoadAsync(connection, reference.Organizations, cancellationToken);
        var publisherId = directory.Organization(publisher.Names["en"], reference.Places, reference.PlaceIds);
        var ids = await Statements.NewIdsAsync(connection, described.Count + 1, cancellationToken);
        var (from, to) = Coverage(dataset, described);
        var output = new OutputDraft
        {
            Id = ids.Dequeue(),
            Kind = RecordKind.Dataset,
            Slug = dataset.Key,
            Titles = [.. dataset.Titles.Select(text => new LocalizedText(text.Key, text.Value))],
            Abstracts = [.. dataset.Abstracts.Select(text => new LocalizedText(text.Key, text.Value))],
            Languages = ["en"],
            Year = int.Parse(dataset.Published, System.Globalization.CultureInfo.InvariantCulture),
            Publisher = publisher.Names["en"],
            LicenseId = dataset.License,
            Access = AccessRight.Open,
            AccessMode = DataAccessMode.Open,
            Attribution = dataset.Attribution,
            Source = Source,
            SourceId = dataset.Key,
            CoverageFrom = from,
            CoverageTo = to,
            Contributors = [new ContributorDraft(null, publisherId, publisher.Names["en"])],
            Identifiers = [(IdentifierType.Local, $"{Source}:{dataset.Key}")],
            Links = [new LinkDraft(dataset.Url, LinkKind.LandingPage)],
            ConceptIds = [.. Concepts(dataset).Distinct().Select(concept => reference.ConceptIds[concept])],
            PlaceIds = [.. dataset.Places.Select(code => reference.PlaceIds[code])],
            Files = [.. described.Select(file => file.Draft(ids.Dequeue(), dataset.Variables))],
        };
        await OutputWriter.WriteAsync(connection, [output], now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static IEnumerable<ConceptKey> Concepts(SeedDataset dataset) =>
        dataset
            .Gcm.Select(notation => new ConceptKey(ConceptScheme.GcmObjective, notation))
            .Concat(dataset.Topics.Select(notation => new ConceptKey(ConceptScheme.Topic, notation)))
            .Concat(dataset.Populations.Select(notation => new ConceptKey(ConceptScheme.Population, notation)));

    private static (DateOnly? From, DateOnly? To) Coverage(SeedDataset dataset, List<DescribedFile> described)
    {
        if (dataset.Temporal is { From: { } first, To: { } last })
        {
            return (new DateOnly(first, 1, 1), new DateOnly(last, 12, 31));
        }
        var days = described.Select(file => file.Days(dataset.Temporal.Column!)).ToList();
        return (days.Min(range => range.From), days.Max(range => range.To));
    }
}
