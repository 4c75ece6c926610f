using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// Outputs as they exist for a caller: public ones for everybody, others for those who may see them. Rights are asked, with one more
/// statement, only when there is something that is not public.
/// </summary>
public sealed class VisibleOutputs(OutputQueries outputs, OutputRights rights)
{
    /// <summary>Those of these keys that exist for the caller.</summary>
    public async Task<IReadOnlyDictionary<long, OutputRow>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (await SeenAsync(await outputs.AnyStateAsync(ids, cancellationToken), caller, cancellationToken)).ToDictionary(row => row.Id);

    /// <summary>The output of a kind with this slug; null when there is none.</summary>
    public async Task<OutputRow?> BySlugAsync(RecordKind kind, string slug, Caller caller, CancellationToken cancellationToken) =>
        (await SeenAsync(await outputs.BySlugAsync(kind, slug, cancellationToken), caller, cancellationToken)).FirstOrDefault();

    /// <summary>The output of a kind with this DOI, its main one or another of its identifiers; null when there is none.</summary>
    public async Task<OutputRow?> ByDoiAsync(RecordKind kind, string doi, Caller caller, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(await outputs.ByDoiAsync(kind, doi, cancellationToken), caller, cancellationToken);
        // An identifier would tell who made what is shown blind: by it, nothing is found.
        return seen.FirstOrDefault(row => !row.IsBlind);
    }

    private async Task<IReadOnlyList<OutputRow>> SeenAsync(
        IReadOnlyList<OutputRow> rows,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var hidden = rows.Where(row => !LifeCycle.IsPublic(row.State)).Select(row => row.Id).ToArray();
        if (hidden.Length == 0)
        {
            return rows;
        }
        if (!caller.IsSignedIn && caller.ShareLink is null)
        {
            return [.. rows.Where(row => LifeCycle.IsPublic(row.State))];
        }
        var access = await rights.AccessAsync(hidden, caller, cancellationToken);
        return
        [
            .. rows.Where(row => LifeCycle.IsPublic(row.State) || access.ContainsKey(row.Id))
                .Select(row => access.TryGetValue(row.Id, out var may) && may.IsBlind ? row.Blinded() : row),
        ];
    }
}
