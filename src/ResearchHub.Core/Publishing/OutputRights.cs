using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>What callers may do with outputs, drafts and published ones: the one place that knows.</summary>
public sealed class OutputRights(ReadDatabase database)
{
    /// <summary>Levels by key. An output that is not there is not in it; one that does not exist for the caller neither.</summary>
    public async Task<IReadOnlyDictionary<long, OutputLevel>> OfAsync(
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.ListAsync(
            "select id, owner_id, is_public_state(state) from research_outputs where id = any($1)",
            [outputs.ToArray()],
            reader => (Id: reader.GetInt64(0), Owner: reader.GetLongOrNull(1), IsPublic: reader.GetBoolean(2)),
            cancellationToken
        );
        return rows.Select(row => (row.Id, Level: LevelOf(caller, row.Owner, row.IsPublic)))
            .Where(row => row.Level != OutputLevel.None)
            .ToDictionary(row => row.Id, row => row.Level);
    }

    private static OutputLevel LevelOf(Caller caller, long? owner, bool isPublic) =>
        LifeCycle.StandingOf(caller, owner) != Standing.Stranger ? OutputLevel.Admin
        : !isPublic ? OutputLevel.None
        : caller.IsSignedIn ? OutputLevel.Comment
        : OutputLevel.View;
}
