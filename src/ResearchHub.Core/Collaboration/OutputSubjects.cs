using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration;

/// <summary>Outputs, as far as the rights of a caller on them go.</summary>
public sealed class OutputSubjects(ReadDatabase database, OutputRights rights) : ISubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types => OutputTopic.Names;

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        // Who may not know who made it hears nothing of what they do: such a reader follows nothing and is told nothing.
        var access = await AccessAsync(type, keys, caller, cancellationToken);
        return access.Where(one => !one.Value.IsBlind).Select(one => one.Key).ToHashSet();
    }

    /// <summary>What a caller may do with those of these outputs that are of a type.</summary>
    internal async Task<IReadOnlyDictionary<long, OutputAccess>> AccessAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var ofType = await database.ListAsync(
            "select id from research_outputs where id = any($1) and kind = $2",
            [keys.ToArray(), Common.ConstantCase.FromPascal(type)],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        return await rights.AccessAsync(ofType, caller, cancellationToken);
    }
}
