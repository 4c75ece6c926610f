using System.Runtime.CompilerServices;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>How far a load has come.</summary>
/// <param name="Stage">What is being loaded: "records".</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there are; null while that is not known.</param>
public sealed record SeedProgress(string Stage, int Done, int? Total = null);

/// <summary>What loading a file did, and the lines that were refused.</summary>
/// <param name="Errors">The first <see cref="Seeder.MaxErrors"/> of them; <see cref="LoadCounts.Refused"/> counts all.</param>
public sealed record LoadResult(LoadCounts Counts, IReadOnlyList<RecordLineError> Errors);

/// <summary>
/// Fills the catalogue from the shipped seed and from files of the same schema. Loading again changes nothing. Each stage is one transaction (records: one
/// a batch), so that a load that was cut off goes on with the next start. Loaders wait for one another; the server may run meanwhile.
/// </summary>
public sealed class Seeder(NpgsqlDataSource source, SeedFiles files, TimeProvider clock)
{
    /// <summary>Most lines in one transaction.</summary>
    public const int BatchSize = 10_000;

    /// <summary>Most refused lines that a result lists.</summary>
    public const int MaxErrors = 1_000;

    /// <summary>True when <see cref="SeedAsync"/> of this program has loaded the files as they are now.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public async Task<bool> IsLoadedAsync(CancellationToken cancellationToken) =>
        await SeedFingerprint.IsLoadedAsync(source, await SeedFingerprint.OfAsync(files, cancellationToken), cancellationToken);

    /// <summary>Loads the shipped seed: vocabularies, places, licences, organisations, records, statistical files.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public async Task<LoadCounts> SeedAsync(IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        var fingerprint = await SeedFingerprint.OfAsync(files, cancellationToken);
        await using var connection = await SeedDatabase.OpenAsync(source, cancellationToken);
        try
        {
            await LoadVocabulariesAsync(connection, progress, cancellationToken);
            var reference = await SeedReference.LoadAsync(connection, files, cancellationToken);
            await LoadOrganizationsAsync(connection, reference, progress, cancellationToken);
            var result = await LoadAsync(connection, reference, RecordsAsync(cancellationToken), progress, cancellationToken);
            if (result.Errors.Count > 0)
            {
                throw new InvalidDataException($"The shipped records do not read: {result.Errors[0]}");
            }
            var datasets = await new DatasetStage(connection, files, reference, clock).LoadAsync(progress, cancellationToken);
            await LearnExpertiseAsync(connection, cancellationToken);
            await SeedFingerprint.SetAsync(connection, fingerprint, cancellationToken);
            return result.Counts + (LoadCounts.None with { Added = datasets });
        }
        finally
        {
            await SeedDatabase.ReleaseAsync(connection);
        }
    }

    /// <summary>Loads a record file, plain or gzipped. A bad line is reported and left out; the rest goes in.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<LoadResult> LoadFileAsync(string path, IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        await using var connection = await SeedDatabase.OpenAsync(source, cancellationToken);
        try
        {
            await LoadVocabulariesAsync(connection, progress, cancellationToken);
            var reference = await SeedReference.LoadAsync(connection, files, cancellationToken);
            await LoadOrganizationsAsync(connection, reference, progress, cancellationToken);
            var result = await LoadAsync(
                connection,
                reference,
                RecordLineReader.ReadAsync(file, cancellationToken),
                progress,
                cancellationToken
            );
            await LearnExpertiseAsync(connection, cancellationToken);
            return result;
        }
        finally
        {
            await SeedDatabase.ReleaseAsync(connection);
        }
    }

    private async IAsyncEnumerable<ReadLine> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in files.RecordFiles)
        {
            await using var file = File.OpenRead(path);
            await foreach (var line in RecordLineReader.ReadAsync(file, cancellationToken))
            {
                yield return line;
            }
        }
    }

    private async Task<LoadResult> LoadAsync(
        NpgsqlConnection connection,
        SeedReference reference,
        IAsyncEnumerable<ReadLine> lines,
        IProgress<SeedProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var batch = new RecordBatch(connection, reference, clock);
        var counts = LoadCounts.None;
        var errors = new List<RecordLineError>();
        var open = new List<RecordLine>();
        await foreach (var (record, error) in lines.WithCancellation(cancellationToken))
        {
            if (error is not null)
            {
                counts += LoadCounts.None with { Refused = 1 };
                if (errors.Count < MaxErrors)
                {
                    errors.Add(error);
                }
                continue;
            }
            open.Add(record!);
            if (open.Count == BatchSize)
            {
                counts += await batch.LoadAsync(open, cancellationToken);
                progress.Report(new SeedProgress("records", counts.Read));
                open.Clear();
            }
        }
        counts += await batch.LoadAsync(open, cancellationToken);
        progress.Report(new SeedProgress("records", counts.Read, counts.Read));
        return new LoadResult(counts, errors);
    }

    private async Task LoadVocabulariesAsync(
        NpgsqlConnection connection,
        IProgress<SeedProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var schemes = await files.SchemesAsync(cancellationToken);
        var places = await files.PlacesAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await VocabularyStage.LoadConceptsAsync(connection, schemes, cancellationToken);
        await VocabularyStage.LoadMappingsAsync(
            connection,
            await files.ThemeMappingsAsync(cancellationToken),
            await files.TopicMappingsAsync(cancellationToken),
            cancellationToken
        );
        await VocabularyStage.LoadPlacesAsync(connection, places, cancellationToken);
        await VocabularyStage.LoadLicensesAsync(connection, await files.LicensesAsync(cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var concepts = schemes.Sum(scheme => scheme.Concepts.Count);
        progress.Report(new SeedProgress("concepts", concepts, concepts));
        progress.Report(new SeedProgress("places", places.Count, places.Count));
    }

    private async Task LoadOrganizationsAsync(
        NpgsqlConnection connection,
        SeedReference reference,
        IProgress<SeedProgress> progress,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var directory = await PeopleDirectory.LoadAsync(connection, reference.Organizations, cancellationToken);
        await directory.AddKnownAsync(reference.Organizations, reference.PlaceIds, cancellationToken);
        await directory.WriteAsync(clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        progress.Report(new SeedProgress("organisations", reference.Organizations.Count, reference.Organizations.Count));
    }

    /// <summary>A topic is a person's field when three of their works have it.</summary>
    private static Task<int> LearnExpertiseAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(
            connection,
            """
            insert into researcher_expertise (researcher_id, concept_id)
            select c.researcher_id, t.concept_id from contributions c
              join output_concepts t on t.output_id = c.output_id join concepts k on k.id = t.concept_id and k.scheme = 'TOPIC'
            where c.researcher_id is not null
            group by 1, 2 having count(*) >= 3
            on conflict do nothing
            """,
            [],
            cancellationToken
        );
}
