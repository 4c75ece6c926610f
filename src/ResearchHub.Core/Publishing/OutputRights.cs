using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>What callers may do with outputs, drafts and published ones: the one place that knows.</summary>
public sealed class OutputRights(ReadDatabase database, TimeProvider time)
{
    /// <summary>Levels by key. An output that is not there is not in it; one that does not exist for the caller neither.</summary>
    public async Task<IReadOnlyDictionary<long, OutputLevel>> OfAsync(
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await AccessAsync(outputs, caller, cancellationToken)).ToDictionary(one => one.Key, one => one.Value.Level);

    /// <summary>As <see cref="OfAsync"/>, with all there is to know.</summary>
    public async Task<IReadOnlyDictionary<long, OutputAccess>> AccessAsync(
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                OutputGrants.Sql(caller),
                OutputGrants.Values(outputs, caller, time.GetUtcNow()),
                OutputGrants.Read,
                cancellationToken
            )
        )
            .Select(row => (row.Id, Access: row.For(caller)))
            .Where(row => row.Access.Level != OutputLevel.None)
            .ToDictionary(row => row.Id, row => row.Access);

    /// <summary>What a caller may do with one output.</summary>
    public async Task<OutputAccess> OneAsync(long output, Caller caller, CancellationToken cancellationToken) =>
        (await AccessAsync([output], caller, cancellationToken)).GetValueOrDefault(output, OutputAccess.None);

    /// <summary>
    /// A file whose bytes the caller may read, as they may see it: anybody those of published open outputs, others by what they may do with the output. Null when
    /// they may not.
    /// </summary>
    public async Task<ReadableFile?> ReadableAsync(DataFileRow file, Caller caller, CancellationToken cancellationToken)
    {
        if (LifeCycle.IsOpen(file))
        {
            return new ReadableFile(file, IsUnnamed: false);
        }
        var access = await OneAsync(file.OutputId, caller, cancellationToken);
        return access.MayRead ? new ReadableFile(access.IsBlind ? file.Blinded() : file, access.IsUnnamed) : null;
    }
}

/// <summary>A file that somebody may read, as they may see it.</summary>
/// <param name="IsUnnamed">Whether others may not learn that they do.</param>
public sealed record ReadableFile(DataFileRow File, bool IsUnnamed);
