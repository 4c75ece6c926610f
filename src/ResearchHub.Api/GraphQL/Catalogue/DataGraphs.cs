using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.GraphQL.Catalogue;

internal sealed class DataFileGraph : ObjectGraphType<DataFileRow>
{
    public DataFileGraph()
    {
        Name = "DataFile";
        Description = "A file of an output.";
        this.Required<DataFileRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode("DataFile", row.Id));
        this.Required<DataFileRow, StringGraphType>("name", "File name.", row => row.Name);
        this.Required<DataFileRow, StringGraphType>("mediaType", "Media type of what is downloaded.", row => row.MediaType);
        this.Required<DataFileRow, LongScalar>("bytes", "Size of what is downloaded, in bytes.", row => row.Bytes);
        this.Required<DataFileRow, StringGraphType>("sha256", "SHA-256 checksum of what is downloaded, hexadecimal.", row => row.Sha256);
        this.Optional<DataFileRow, LongScalar>("rows", "Rows without the header; null where the file is no table.", row => row.Rows);
        this.Required<DataFileRow, StringGraphType>(
            "download",
            "Path on this server to download from; ranges and If-None-Match are understood.",
            row => DownloadPath(row)
        );
    }

    /// <summary>Path that serves the bytes of a file.</summary>
    public static string DownloadPath(DataFileRow file) => $"/files/{NodeId.Encode("DataFile", file.Id)}/{Uri.EscapeDataString(file.Name)}";
}

internal sealed class VariableGraph : ObjectGraphType<VariableRow>
{
    public VariableGraph()
    {
        Name = "Variable";
        Description = "A column of a data file, as described from the data.";
        this.Required<VariableRow, StringGraphType>("name", "Name in the file.", row => row.Name);
        this.Optional<VariableRow, StringGraphType>("label", "Readable name.", row => row.Label);
        this.Required<VariableRow, VariableTypeGraph>("type", "Type of its values.", row => row.Type);
        this.Optional<VariableRow, StringGraphType>("unit", "Unit of measure.", row => row.Unit);
        this.Optional<VariableRow, StringGraphType>("minimum", "Smallest value, as written.", row => row.Minimum);
        this.Optional<VariableRow, StringGraphType>("maximum", "Largest value, as written.", row => row.Maximum);
        this.Required<VariableRow, LongScalar>("missingCount", "Rows without a value.", row => row.MissingCount);
        this.Many<VariableRow, VariableCategoryGraph>(
            "categories",
            "Values and how often they stand there, where there are few.",
            context => context.Source.Categories
        );
        this.Required<VariableRow, IdGraphType>(
            "fileId",
            "Id of the file that the column is in.",
            row => NodeId.Encode("DataFile", row.DataFileId)
        );
    }
}

internal sealed class VariableCategoryGraph : ObjectGraphType<CategoryRow>
{
    public VariableCategoryGraph()
    {
        Name = "VariableCategory";
        Description = "A value of a column and how often it stands there.";
        this.Required<CategoryRow, StringGraphType>("value", "The value as written.", row => row.Value);
        this.Required<CategoryRow, LongScalar>("count", "Number of rows with it.", row => row.Count);
    }
}
