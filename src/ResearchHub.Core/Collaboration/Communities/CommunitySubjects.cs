using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Communities, as far as they exist for the caller.</summary>
public sealed class CommunitySubjects(CommunityQueries queries, ReadDatabase database)
    : FoundSubjects<CommunityRow>(CommunityRow.TypeName, queries.ByIdAsync),
        ISubjects
{
    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> DeletedAsync(string type, IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select id from communities where id = any($1) and deleted_at is not null",
                [keys.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();
}
