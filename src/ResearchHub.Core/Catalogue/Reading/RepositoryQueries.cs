using ResearchHub.Core.Data;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>How many public records there are of each kind.</summary>
public sealed record RepositoryCounts(
    int Studies,
    int Datasets,
    int LearningResources,
    int Researchers,
    int Organizations,
    int Concepts,
    int Places
);

/// <summary>Reads about the repository as a whole.</summary>
public sealed class RepositoryQueries(ReadDatabase database)
{
    /// <summary>Counts of public records, in one statement.</summary>
    public async Task<RepositoryCounts> CountsAsync(CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select
                  count(*) filter (where o.kind = 'STUDY')::int, count(*) filter (where o.kind = 'DATASET')::int,
                  count(*) filter (where o.kind = 'LEARNING_RESOURCE')::int,
                  (select count(*) from researchers where merged_into_id is null)::int, (select count(*) from organizations)::int,
                  (select count(*) from concepts)::int, (select count(*) from places)::int
                from research_outputs o where {OutputRow.Listed}
                """,
                [],
                reader => new RepositoryCounts(
                    reader.GetInt32(0),
                    reader.GetInt32(1),
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.GetInt32(4),
                    reader.GetInt32(5),
                    reader.GetInt32(6)
                ),
                cancellationToken
            )
        ).Single();
}
