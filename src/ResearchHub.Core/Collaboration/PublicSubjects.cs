using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Records that everybody may see once they are there.</summary>
public sealed class PublicSubjects(ReadDatabase database) : ISubjects
{
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["Researcher"] = "researchers",
        ["Organization"] = "organizations",
        ["Concept"] = "concepts",
        ["Place"] = "places",
    };

    /// <inheritdoc />
    public IReadOnlyCollection<string> Types => Tables.Keys;

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select id from {Tables[type]} where id = any($1)",
                [keys.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();
}
