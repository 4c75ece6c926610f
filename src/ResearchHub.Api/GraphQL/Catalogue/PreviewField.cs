using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>The field <c>preview</c>: the first rows of a file, read from the file itself.</summary>
internal static class PreviewField
{
    private const int Maximum = 100;

    public static object Resolve(IResolveFieldContext<OutputRow> context)
    {
        var rows = PagingArguments.Read(context, Maximum, 20).Size;
        var given = context.GetArgument<string?>("file");
        var key = NodeId.KeyOf(given, "DataFile");
        if (given is not null && key is null)
        {
            throw new InvalidInputException("INVALID", "file", "'file' must be the id of a data file of this dataset.");
        }
        var wanted = new WantedPreview(
            context.Loader<FilesLoader>().LoadAsync(context.Source.Id),
            context.AccessTo(context.Source.Id),
            context.Caller(),
            key
        );
        return new Preview(context.Loader<PreviewedFilesLoader>().LoadAsync(wanted), context.Service<DataFileStore>(), rows);
    }

    private sealed class Preview(IDataLoaderResult<DataFileRow?> previewed, DataFileStore store, int rows) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
        {
            if (await previewed.GetResultAsync(cancellationToken) is not { } file || store.Open(file) is not { } bytes)
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
