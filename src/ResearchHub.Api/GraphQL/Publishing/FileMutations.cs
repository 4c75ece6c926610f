using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Mutations of the files of drafts.</summary>
internal static class FileMutations
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<UploadFilePayload, UploadFileInput, FileChange>(
            "uploadFile",
            $"Keeps a file with a draft, at most {FileService.MaximumFiles}. Tables (CSV, TSV) are described by their columns. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<FileService>()
                    .UploadAsync(
                        input.AnyKey("id"),
                        Incoming((UploadedFile)input["file"]!),
                        input.Get<string>("name"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RemoveFilePayload, RemoveFileInput, FileChange>(
            "removeFile",
            "Takes a file away from a draft. Codes: NOT_FOUND, FORBIDDEN, STATE.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<FileService>().RemoveAsync(input.Key("id", "DataFile"), caller, context.CancellationToken)
        );
    }

    private static IncomingFile Incoming(UploadedFile file) => new(file.Path, file.Name, file.DeclaredType, file.Bytes, file.Sha256);
}

internal abstract class FilePayload : ObjectGraphType<CommandResult<FileChange>>
{
    protected FilePayload(string name, string file)
    {
        Name = name;
        Description = $"What `{char.ToLowerInvariant(name[0])}{name[1..^"Payload".Length]}` did.";
        this.Optional<CommandResult<FileChange>, DataFileGraph>("file", file, result => result.Value?.File);
        this.Optional<CommandResult<FileChange>, ResearchOutputInterface>(
            "output",
            "The output afterwards; null when there are errors.",
            result => result.Value?.Output
        );
        this.Many<CommandResult<FileChange>, UserErrorInterface>(
            "errors",
            "Why not; empty when it was done.",
            context => context.Source.Errors
        );
    }
}

internal sealed class UploadFilePayload() : FilePayload("UploadFilePayload", "The file as kept; null when there are errors.");

internal sealed class RemoveFilePayload() : FilePayload("RemoveFilePayload", "The file as it was; null when there are errors.");

internal sealed class UploadFileInput : InputObjectGraphType
{
    public UploadFileInput()
    {
        Name = "UploadFileInput";
        Description = "A file for a draft.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("The output.");
        Field<NonNullGraphType<UploadScalar>>("file").Description("The file.");
        Field<StringGraphType>("name").Description("Name to keep it by; as it was sent unless said. 1 to 255 characters.");
    }
}

internal sealed class RemoveFileInput() : IdInput("RemoveFileInput", "Which file.", "The file.");
