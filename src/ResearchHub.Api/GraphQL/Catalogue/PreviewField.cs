using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>The field <c>preview</c>: the first rows of a file, read from the file itself.</summary>
internal static class PreviewField
{
    private const int Maximum = 100;

    public static object Resolve(IResolveFieldContext<OutputRow> context)
    {
        var rows = PagingArguments.Read(context, Maximum, 20).Size;
        var wanted = context.GetArgument<string?>("file");
        var key = NodeId.KeyOf(wanted, "DataFile");
        if (wanted is not null && key is null)
        {
            throw new InvalidInputException("INVALID", "file", "'file' must be the id of a data file of this dataset.");
        }
        var files = context.Loader<FilesLoader>().LoadAsync(context.Source.Id);
        return new Preview(files, context.AccessTo(context.Source.Id), context.Service<DataFileStore>(), key, rows);
    }

    private sealed class Preview(
        IDataLoaderResult<IReadOnlyList<DataFileRow>> files,
        IDataLoaderResult<OutputAccess> access,
        DataFileStore store,
        long? key,
        int rows
    ) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
        {
            var all = await files.GetResultAsync(cancellationToken);
            var file = key is null ? all.FirstOrDefault(one => one.Rows is not null) : all.FirstOrDefault(one => one.Id == key);
            if (file is not { Rows: not null })
            {
                return null;
            }
            if (!LifeCycle.IsOpen(file))
            {
                var may = await access.GetResultAsync(cancellationToken);
                if (!may.MayRead)
                {
                    return null;
                }
                file = may.IsBlind ? file.Blinded() : file;
            }
            if (store.Open(file) is not { } bytes)
            {
                return null;
            }
            await using (bytes)
            {
                return new FilePreview(file, await TableProfiler.PreviewAsync(bytes, rows, cancellationToken));
            }
        }
    }
}

/// <summary>A preview with the file it is of.</summary>
internal sealed record FilePreview(DataFileRow File, TablePreview Table);

internal sealed class TablePreviewGraph : ObjectGraphType<FilePreview>
{
    public TablePreviewGraph()
    {
        Name = "TablePreview";
        Description = "The first rows of a table, as written in the file.";
        this.Required<FilePreview, DataFileGraph>("file", "The file.", preview => preview.File);
        this.Many<FilePreview, StringGraphType>("columns", "Names of the columns.", context => context.Source.Table.Columns);
        this.Computed<FilePreview, NonNullGraphType<ListGraphType<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>>>(
            "rows",
            "Values of each row, in the order of the columns.",
            context => context.Source.Table.Rows
        );
    }
}
