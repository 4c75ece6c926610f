using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>A preview that was asked for.</summary>
/// <param name="File">Key of the file; null for the first that is a table.</param>
internal sealed record WantedPreview(
    IDataLoaderResult<IReadOnlyList<DataFileRow>> Files,
    IDataLoaderResult<OutputAccess> Access,
    Caller Caller,
    long? File
);

/// <summary>The files of previews, as their reader may see them. Of those that are not open it is written down who sees them, in one statement for all.</summary>
internal sealed class PreviewedFilesLoader(DownloadLog log) : BatchLoader<WantedPreview, DataFileRow?>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<WantedPreview, DataFileRow?>> FetchAsync(
        IReadOnlyList<WantedPreview> keys,
        CancellationToken cancellationToken
    )
    {
        var (found, seen) = (new Dictionary<WantedPreview, DataFileRow?>(), new Dictionary<long, DataFileRow>());
        foreach (var wanted in keys)
        {
            var all = await wanted.Files.GetResultAsync(cancellationToken);
            var file = all.FirstOrDefault(one => wanted.File is { } key ? one.Id == key : one.Rows is not null);
            if (file is not { Rows: not null })
            {
                continue;
            }
            if (!LifeCycle.IsOpen(file))
            {
                var may = await wanted.Access.GetResultAsync(cancellationToken);
                if (!may.MayRead)
                {
                    continue;
                }
                if (!may.IsUnnamed)
                {
                    seen[file.Id] = file;
                }
                file = may.IsBlind ? file.Blinded() : file;
            }
            found[wanted] = file;
        }
        await log.WritePreviewsAsync(seen.Values, keys[0].Caller, cancellationToken);
        return found;
    }
}
